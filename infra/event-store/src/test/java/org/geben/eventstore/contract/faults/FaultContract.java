package org.geben.eventstore.contract.faults;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import org.geben.eventstore.contract.LogServer;
import org.geben.eventstore.contract.faults.Fault.Direction;
import org.geben.eventstore.contract.faults.Journal.Fate;
import org.geben.eventstore.contract.faults.Schedule.Step;

/**
 * Whatever goes wrong between the engines and the server: nothing that was acknowledged is missing, nothing is stored
 * twice or in part, and whoever follows the log sees each event once, in its order.
 *
 * <p>A schedule that has failed is not shrunk, for what it meets depends on threads and sockets as well.
 */
public interface FaultContract {

    /** The same for all tests of the class. */
    LogServer server();

    @Property(generation = GenerationMode.RANDOMIZED, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    default void keepsItsPromisesWhateverGoesWrong(@ForAll(supplier = AnySchedule.class) Schedule schedule)
            throws Exception {
        Journal journal = Drill.run(server(), schedule);

        assertThat(journal.count(Fate.ACKNOWLEDGED)).isPositive();
        Statistics.label("some outcome is unknown").collect(journal.count(Fate.UNKNOWN) > 0);
    }

    @Example
    default void keepsItsPromisesWhenTheServerRestarts() throws Exception {
        Step restart = new Step(0, new Mishap.RestartOfServer(), 300);

        Drill.run(server(), Schedule.of(new Step(0, new Mishap.Interruption(), 300), restart, restart));
    }

    @Example
    default void keepsItsPromisesWhenNobodyHearsTheServer() throws Exception {
        Mishap silence = new Mishap.Network(new Fault.SwallowAnswers());
        Journal journal = Drill.run(
                server(), Schedule.of(new Step(0, silence, 0), new Step(1, silence, 0), new Step(2, silence, 3_000)));

        assertThat(journal.count(Fate.UNKNOWN)).isPositive();
    }

    @Example
    default void keepsItsPromisesWhenNodesCrash() throws Exception {
        Step[] crashes = new Step[12];
        for (int i = 0; i < crashes.length; i++) {
            crashes[i] = new Step(i, i % 4 == 0 ? new Mishap.Interruption() : new Mishap.CrashOfNode(), 50);
        }

        Drill.run(server(), Schedule.of(crashes));
    }

    @Example
    default void keepsItsPromisesWhenAnswersAreLostOneAfterTheOther() throws Exception {
        Step[] losses = new Step[40];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = new Step(i, new Mishap.Network(new Fault.CutAfter(Direction.ANSWERS, i * 20)), 25);
        }

        Drill.run(server(), Schedule.of(losses));
    }
}
