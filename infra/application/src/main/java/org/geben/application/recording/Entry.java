package org.geben.application.recording;

import java.time.Instant;
import org.geben.command.Circumstances;
import org.geben.command.Order;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * One command of a long run, with what the closing report needs to know of it.
 *
 * @param type the records among which it is counted, such as {@code posts}
 * @param origin where it was read, as {@code file:line}; empty if nowhere
 * @param occurredAt when it happened
 * @param timeInferred whether the source did not know that time
 * @param actor who did it, where that is known
 */
public record Entry(
        String type,
        String origin,
        Instant occurredAt,
        boolean timeInferred,
        @Nullable MemberId actor,
        Object command) {

    Order order(String source, String run) {
        Circumstances circumstances = Circumstances.imported(occurredAt, actor, source, run);
        return new Order(command, timeInferred ? circumstances.withInferredTime() : circumstances);
    }
}
