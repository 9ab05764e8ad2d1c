package org.geben.application.observability;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.geben.application.process.LostRace;
import org.geben.command.CommandEnvelope;
import org.geben.kernel.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Counts and times commands by what became of them. A command's time ends when its events are on disk, so a command
 * that is sent together with others takes as long as all of them.
 */
@Component
final class CommandMetrics implements MessageHandlerInterceptor<CommandMessage<?>> {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofNanos(2_500_000),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;

    CommandMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        CommandMessage<?> command = unitOfWork.getMessage();
        long start = System.nanoTime();
        Object result;
        try {
            result = chain.proceed();
        } catch (Exception thrown) {
            record(command, outcome(thrown), start);
            throw thrown;
        }
        UnitOfWork<?> root = unitOfWork.root();
        root.afterCommit(committed -> record(
                command,
                CommandEnvelope.causesRecorded(committed).contains(command.getIdentifier()) ? "accepted" : "repeated",
                start));
        root.onRollback(undone -> record(command, outcome(cause(undone)), start));
        return result;
    }

    private void record(CommandMessage<?> command, String outcome, long start) {
        Timer.builder("geben.commands")
                .description("Commands by what became of them, from being decided to being on disk")
                .tag("command", command.getPayloadType().getSimpleName())
                .tag("outcome", outcome)
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(Duration.ofNanos(System.nanoTime() - start));
    }

    /** {@code lost} against another command for the same stream, and decided again by its sender. */
    private static String outcome(@Nullable Throwable thrown) {
        if (thrown instanceof RuleViolation) {
            return "refused";
        }
        return LostRace.is(thrown) ? "lost" : "failed";
    }

    private static @Nullable Throwable cause(UnitOfWork<?> undone) {
        return undone.getExecutionResult() != null
                        && undone.getExecutionResult().isExceptionResult()
                ? undone.getExecutionResult().getExceptionResult()
                : null;
    }
}
