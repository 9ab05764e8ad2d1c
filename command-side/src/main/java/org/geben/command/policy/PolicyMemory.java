package org.geben.command.policy;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.outreach.Cause;

/**
 * What policies remember. All of it happens in the transaction of whoever calls, in which also stands how far policies
 * have come in the log: so each event is learnt once.
 */
public interface PolicyMemory {
    /** Those of the watches asked for that there are; nobody else changes them until the transaction ends. */
    List<Watch> hold(Asked asked);

    void keep(Collection<Watch> watches);

    void forget(Collection<Watch.Key> keys);

    void keepHelp(Collection<Help> helps);

    /** How often each has helped in the group since then. */
    Map<MemberId, Long> helpers(GroupId group, Instant since);

    void forgetHelp(Instant before);

    /** Forgets the watches for the cause of whom nothing was seen since then, and who are no case and await none. */
    void forgetUnseen(Cause cause, Instant since);

    /** Watches by their keys, by whom and by what they are about. */
    record Asked(Set<Watch.Key> keys, Set<MemberId> members, Set<ContributionId> contributions) {
        public static Asked of(Watch.Key key) {
            return new Asked(Set.of(key), Set.of(), Set.of());
        }
    }
}
