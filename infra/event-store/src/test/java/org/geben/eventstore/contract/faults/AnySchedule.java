package org.geben.eventstore.contract.faults;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.geben.eventstore.contract.faults.Fault.Direction;
import org.geben.eventstore.contract.faults.Schedule.Step;

/** Schedules of a few mishaps, most of them on the network. */
final class AnySchedule implements ArbitrarySupplier<Schedule> {

    @Override
    public Arbitrary<Schedule> get() {
        return Combinators.combine(
                        Arbitraries.longs(),
                        Arbitraries.integers().between(2, 3),
                        Arbitraries.integers().between(1, 4),
                        step().list().ofMinSize(2).ofMaxSize(7))
                .as(Schedule::new);
    }

    private static Arbitrary<Step> step() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        mishap(),
                        Arbitraries.integers().between(10, 500))
                .as(Step::new);
    }

    private static Arbitrary<Mishap> mishap() {
        return Arbitraries.frequencyOf(
                Tuple.of(14, fault().map(Mishap.Network::new)),
                Tuple.of(2, Arbitraries.of(new Mishap.Interruption())),
                Tuple.of(2, Arbitraries.of(new Mishap.CrashOfNode())),
                Tuple.of(1, Arbitraries.of(new Mishap.RestartOfServer())));
    }

    private static Arbitrary<Fault> fault() {
        return Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.of(new Fault.None())),
                Tuple.of(2, Arbitraries.of(new Fault.Cut())),
                Tuple.of(4, cutAfter(Direction.ANSWERS, 3_000)),
                Tuple.of(2, cutAfter(Direction.REQUESTS, 100_000)),
                Tuple.of(1, delay()),
                Tuple.of(2, Arbitraries.of(new Fault.Refuse())),
                Tuple.of(2, Arbitraries.of(new Fault.SwallowAnswers())),
                Tuple.of(1, Arbitraries.of(new Fault.HalfOpen())));
    }

    private static Arbitrary<Fault> cutAfter(Direction direction, int atMost) {
        return Arbitraries.integers().between(0, atMost).map(bytes -> new Fault.CutAfter(direction, bytes));
    }

    private static Arbitrary<Fault> delay() {
        return Arbitraries.integers().between(1, 30).map(millis -> new Fault.Delay(Duration.ofMillis(millis)));
    }
}
