package org.geben.command.policy;

import java.time.Duration;
import java.util.Set;
import org.geben.kernel.outreach.Cause;

/**
 * When policies take something for a cause.
 *
 * @param unwelcomed how long a newcomer may wait for a welcome
 * @param unanswered how long a root contribution may wait for a reply
 * @param unthanked how long after the first contribution a member may wait for the first thanks
 * @param quiet how long a regular may be silent; also how far back is looked whether it was a regular
 * @param regular how often a regular acts in that time
 * @param led within which time a leader is to be seen
 * @param leading how often, unless the leader has pledged otherwise
 * @param helped how far back is looked who helps in a group
 * @param helps how often somebody has to have helped on whom a group rests
 * @param share of all help in the group, from 0 to 1: who gives more is who it rests on
 * @param late what has been due for longer opens nothing: history, or what was learnt while policies stood still
 * @param paused these open nothing, and learn on
 */
public record Thresholds(
        Duration unwelcomed,
        Duration unanswered,
        Duration unthanked,
        Duration quiet,
        int regular,
        Duration led,
        int leading,
        Duration helped,
        int helps,
        double share,
        Duration late,
        Set<Cause> paused) {

    public Thresholds {
        paused = Set.copyOf(paused);
    }
}
