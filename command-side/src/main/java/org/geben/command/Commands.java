package org.geben.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.lock.DeadlockException;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.geben.kernel.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sends commands and answers when their events are on disk. Commands that are sent together share one append: either
 * all that were accepted are recorded, in the order in which they were sent, or none; one that breaks a rule is refused
 * alone. An append that loses against another one is decided again, a bounded number of times: commands are harmless to
 * repeat. A handler refuses before it applies anything, so that a refusal leaves no trace for the commands after it.
 */
@Component
public class Commands {
    private static final int ATTEMPTS = 20;
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

    private final CommandBus commandBus;
    private final Log log;

    Commands(CommandBus commandBus, Log log) {
        this.commandBus = commandBus;
        this.log = log;
    }

    /** @throws RuleViolation if the command breaks a rule; nothing happened then */
    public Acknowledgement send(Object command, Circumstances circumstances) {
        return switch (sendTogether(List.of(new Order(command, circumstances))).getFirst()) {
            case Outcome.Accepted accepted -> accepted.acknowledgement();
            case Outcome.Refused refused -> throw refused.violation();
        };
    }

    /** What became of each command, in the order in which they were given. */
    public List<Outcome> sendTogether(List<Order> orders) {
        for (int attempt = 1; ; attempt++) {
            try {
                return decideAndRecord(orders, attempt);
            } catch (ConcurrencyException | AggregateStreamCreationException | DeadlockException lost) {
                if (attempt == ATTEMPTS) {
                    throw lost;
                }
                pause(attempt);
            }
        }
    }

    /** The position of the newest event of the log, 0 for an empty one. */
    public long head() {
        return log.head();
    }

    private List<Outcome> decideAndRecord(List<Order> orders, int attempt) {
        UnitOfWork<?> together = DefaultUnitOfWork.startAndGet(null);
        List<Answer> answers = new ArrayList<>(orders.size());
        try {
            if (attempt == 1) {
                // What was read ahead may be out of date when its turn comes; a second attempt reads under its lock.
                log.readAhead(Mentions.in(orders));
            }
            for (Order order : orders) {
                answers.add(decide(order));
            }
            together.commit();
        } finally {
            if (together.isActive()) {
                together.rollback();
            }
        }
        return answers.stream().map(answer -> outcome(answer, together)).toList();
    }

    private Answer decide(Order order) {
        CommandMessage<?> message =
                new GenericCommandMessage<>(order.command(), CommandEnvelope.metadata(order.circumstances()));
        Answer answer = new Answer(message.getIdentifier());
        commandBus.dispatch(message, (sent, result) -> answer.result = result);
        return answer.orThrowFault();
    }

    private Outcome outcome(Answer answer, UnitOfWork<?> together) {
        RuleViolation violation = answer.violation();
        if (violation != null) {
            return new Outcome.Refused(violation);
        }
        boolean recorded = CommandEnvelope.causesRecorded(together).contains(answer.commandId);
        return new Outcome.Accepted(new Acknowledgement(recorded ? log.appendedBy(together) : null, answer.revision()));
    }

    private static void pause(int attempt) {
        long longest = Math.min(LONGEST_PAUSE.toNanos(), 1_000_000L << Math.min(attempt, 10));
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest));
    }

    private static final class Answer {
        private final String commandId;
        private @Nullable CommandResultMessage<?> result;

        private Answer(String commandId) {
            this.commandId = commandId;
        }

        private @Nullable RuleViolation violation() {
            return fault() instanceof RuleViolation violation ? violation : null;
        }

        /** Handlers of what is revised answer its revision. */
        private @Nullable Long revision() {
            return result != null && result.getPayload() instanceof Long revision ? revision : null;
        }

        private Answer orThrowFault() {
            Throwable fault = fault();
            if (fault == null || fault instanceof RuleViolation) {
                return this;
            }
            throw fault instanceof RuntimeException unchecked
                    ? unchecked
                    : new CommandExecutionException("The command could not be handled.", fault);
        }

        private @Nullable Throwable fault() {
            return result != null && result.isExceptional() ? result.exceptionResult() : null;
        }
    }
}
