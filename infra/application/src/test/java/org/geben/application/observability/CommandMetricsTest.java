package org.geben.application.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.Callable;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.geben.command.CommandEnvelope;
import org.geben.kernel.member.MemberRule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SimpleCommandBus bus = SimpleCommandBus.builder().build();
    private Callable<Object> handler = () -> "";

    private record Do() {}

    @BeforeEach
    void subscribe() {
        bus.registerHandlerInterceptor(new CommandMetrics(registry));
        bus.subscribe(Do.class.getName(), command -> handler.call());
    }

    @Test
    void tellsARepeatThatRecordedNothingFromWhatWasAccepted() {
        CommandMessage<?> recording = command();
        CommandMessage<?> repeating = command();
        DefaultUnitOfWork<?> together = DefaultUnitOfWork.startAndGet(null);
        bus.dispatch(recording);
        bus.dispatch(repeating);
        CommandEnvelope.causesRecorded(together).add(recording.getIdentifier());
        assertThat(count("accepted") + count("repeated")).isZero();

        together.commit();

        assertThat(count("accepted")).isOne();
        assertThat(count("repeated")).isOne();
    }

    @Test
    void tellsARefusalFromAFailure() {
        handler = () -> {
            throw MemberRule.values()[0].broken();
        };
        dispatch();
        handler = () -> {
            throw new IllegalStateException("broken");
        };
        dispatch();

        assertThat(count("refused")).isOne();
        assertThat(count("failed")).isOne();
        assertThat(count("accepted") + count("repeated")).isZero();
    }

    @Test
    void countsWhatLostAgainstAnotherApartSinceItIsDecidedAgain() {
        UnitOfWork<?> together = DefaultUnitOfWork.startAndGet(null);
        dispatch();
        together.rollback(new ConcurrencyException("taken"));

        assertThat(count("lost")).isOne();
        assertThat(count("failed")).isZero();
    }

    private void dispatch() {
        bus.dispatch(command(), (command, result) -> {});
    }

    private static CommandMessage<?> command() {
        return new GenericCommandMessage<>(new Do());
    }

    private long count(String outcome) {
        return registry.find("geben.commands").tag("command", "Do").tag("outcome", outcome).timers().stream()
                .mapToLong(timer -> timer.count())
                .sum();
    }
}
