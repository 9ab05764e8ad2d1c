package org.geben.command.policy;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.outreach.Cause;

/** A memory and deadlines that end with the test. */
final class RememberedInTest implements PolicyMemory, Deadlines {
    private final Map<Watch.Key, Watch> watches = new HashMap<>();
    private final List<Help> helps = new ArrayList<>();
    private final List<Deadline> deadlines = new ArrayList<>();

    @Override
    public List<Watch> hold(Asked asked) {
        return watches.values().stream()
                .filter(watch -> asked.keys().contains(watch.key())
                        || asked.members().contains(watch.member())
                        || (watch.contribution() != null
                                && asked.contributions().contains(watch.contribution())))
                .toList();
    }

    @Override
    public void keep(Collection<Watch> kept) {
        kept.forEach(watch -> watches.put(watch.key(), watch));
    }

    @Override
    public void forget(Collection<Watch.Key> keys) {
        keys.forEach(watches::remove);
    }

    @Override
    public void keepHelp(Collection<Help> kept) {
        helps.addAll(kept);
    }

    @Override
    public Map<MemberId, Long> helpers(GroupId group, Instant since) {
        return helps.stream()
                .filter(help -> help.group().equals(group) && !help.at().isBefore(since))
                .collect(groupingBy(Help::helper, counting()));
    }

    @Override
    public void forgetHelp(Instant before) {
        helps.removeIf(help -> help.at().isBefore(before));
    }

    @Override
    public void forgetUnseen(Cause cause, Instant since) {
        watches.values()
                .removeIf(watch -> watch.key().cause() == cause
                        && watch.due() == null
                        && watch.opened() == null
                        && watch.moments().stream().allMatch(moment -> moment.isBefore(since)));
    }

    @Override
    public void set(Collection<Deadline> set) {
        deadlines.addAll(set);
    }

    /** Takes the earliest deadline that has come by then. */
    Optional<Deadline> next(Instant until) {
        Optional<Deadline> next = deadlines.stream()
                .filter(deadline -> !deadline.at().isAfter(until))
                .min(Comparator.comparing(Deadline::at));
        next.ifPresent(deadlines::remove);
        return next;
    }

    int deadlines() {
        return deadlines.size();
    }

    int watches() {
        return watches.size();
    }

    int watches(Cause cause) {
        return (int)
                watches.keySet().stream().filter(key -> key.cause() == cause).count();
    }

    int helps() {
        return helps.size();
    }
}
