package org.geben.command.policy;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.geben.command.Circumstances;
import org.geben.command.Commands;
import org.geben.command.contribution.Contributions;
import org.geben.command.member.Members;
import org.geben.command.outreach.CloseOutreach;
import org.geben.command.outreach.OpenOutreach;
import org.geben.command.policy.Deadlines.Deadline;
import org.geben.command.policy.PolicyMemory.Asked;
import org.geben.kernel.outreach.Cause;
import org.jspecify.annotations.Nullable;

/**
 * Runs all policies. They learn from events, in the transaction that also says how far they have come, and act when a
 * deadline has come: then the watch is looked at again, and a case opened or closed, or nothing done. Only that sends
 * commands, and they are harmless to repeat. That a case is about to be opened is remembered before it is opened, so that
 * whatever crashes in between, and whatever happens meanwhile, it will be closed again.
 *
 * <p>They remember no more than what is going on. What time alone has made meaningless is forgotten once a day, while
 * events are learnt: where nothing happens, nothing more is remembered.
 *
 * <p>Policies start at the beginning of the log, and open nothing for what has been due for long. They are no projection:
 * nothing replays events to them.
 */
public final class Policies {
    private static final Duration UNTIL_RESUMED = Duration.ofHours(1);
    private static final Duration BETWEEN_CLEARINGS = Duration.ofDays(1);

    private final Map<Cause, Policy> policies = new EnumMap<>(Cause.class);
    private final Handlers handlers;
    private final Thresholds thresholds;
    private final PolicyMemory memory;
    private final Deadlines deadlines;
    private final People people;
    private final Commands commands;
    private final Clock clock;
    private Instant nextClearing = Instant.MIN;

    public Policies(
            Thresholds thresholds,
            PolicyMemory memory,
            Deadlines deadlines,
            Commands commands,
            Members members,
            Contributions contributions,
            Clock clock) {
        this.thresholds = thresholds;
        this.memory = memory;
        this.deadlines = deadlines;
        this.people = new People(members);
        this.commands = commands;
        this.clock = clock;
        List<Policy> all = List.of(
                new WhenNobodyWelcomesThenReachOut(thresholds),
                new WhenAMemberFirstContributesThenReachOut(),
                new WhenNobodyRepliesThenReachOut(thresholds, people),
                new WhenNobodySaysThanksThenReachOut(thresholds, people),
                new WhenARegularGoesQuietThenReachOut(thresholds, memory),
                new WhenALeaderIsAbsentThenReachOut(thresholds),
                new WhenAGroupRestsOnOneHelperThenReachOut(thresholds, memory, people, new Threads(contributions)));
        all.forEach(policy -> policies.put(policy.cause(), policy));
        List<Object> listening = new ArrayList<>(all);
        listening.add(new WhenAMemberGoesThenLetGo());
        listening.add(new WhenAManagerClosesACaseThenForget());
        this.handlers = new Handlers(listening);
    }

    /** Learns from events, in their order in the log. For one thread at a time. */
    public void see(List<? extends EventMessage<?>> events) {
        Instant now = now();
        Ledger ledger = new Ledger(memory);
        for (EventMessage<?> event : events) {
            handlers.handle(event, new Occasion(event, now, ledger));
        }
        List<Deadline> set = new ArrayList<>();
        List<Watch> changed = ledger.carryOut().stream()
                .map(watch -> isLate(watch, now) ? watch.quiet() : watch)
                .map(watch -> awaiting(watch, policy(watch.key()).nextLook(watch, now), set))
                .toList();
        ledger.write(changed);
        deadlines.set(set);
        if (!now.isBefore(nextClearing)) {
            policies.values().forEach(policy -> policy.forget(now));
            nextClearing = now.plus(BETWEEN_CLEARINGS);
        }
    }

    /**
     * Looks at a watch whose deadline has come.
     *
     * @return whether to look again, in a transaction of its own
     */
    public boolean look(Watch.Key key) {
        return memory.hold(Asked.of(key)).stream().anyMatch(watch -> look(watch, now()));
    }

    private boolean look(Watch remembered, Instant now) {
        Instant alarm = remembered.alarm();
        Watch watch = policy(remembered.key())
                .look(alarm != null && !alarm.isAfter(now) ? remembered.alarm(null) : remembered, now);
        Instant opened = watch.opened();
        if (opened != null && watch.isToBeClosed(now)) {
            send(new CloseOutreach(watch.outreach(), opened), watch, now);
            return keep(watch.open(null), null, true);
        }
        if (opened != null) {
            send(opening(watch, opened), watch, now);
            return keep(watch, policy(watch.key()).nextLook(watch, now), false);
        }
        if (isLate(watch, now) || (watch.isDue(now) && !people.isThere(watch.member()))) {
            watch = watch.quiet();
        }
        if (!watch.isDue(now)) {
            return keep(watch, policy(watch.key()).nextLook(watch, now), false);
        }
        return thresholds.paused().contains(watch.key().cause())
                ? keep(watch, now.plus(UNTIL_RESUMED), false)
                : keep(watch.open(watch.since()), null, true);
    }

    private static OpenOutreach opening(Watch watch, Instant since) {
        return new OpenOutreach(
                watch.outreach(), watch.key().cause(), watch.member(), watch.contribution(), watch.group(), since);
    }

    private boolean keep(Watch watch, @Nullable Instant nextLook, boolean again) {
        if (watch.isToBeForgotten()) {
            memory.forget(List.of(watch.key()));
            return false;
        }
        List<Deadline> set = new ArrayList<>();
        memory.keep(List.of(awaiting(watch, nextLook, set)));
        deadlines.set(set);
        return again;
    }

    /** An earlier deadline does as well: the look then sets another one. */
    private static Watch awaiting(Watch watch, @Nullable Instant look, List<Deadline> set) {
        Instant alarm = watch.alarm();
        if (look == null || (alarm != null && !alarm.isAfter(look)) || watch.isToBeForgotten()) {
            return watch;
        }
        set.add(new Deadline(watch.key(), look));
        return watch.alarm(look);
    }

    private boolean isLate(Watch watch, Instant now) {
        return watch.opened() == null && watch.due() != null && watch.due().isBefore(now.minus(thresholds.late()));
    }

    private Policy policy(Watch.Key key) {
        Policy policy = policies.get(key.cause());
        if (policy == null) {
            throw new IllegalStateException("No policy watches for %s.".formatted(key.cause()));
        }
        return policy;
    }

    private void send(Object command, Watch watch, Instant now) {
        String source =
                "policy:" + watch.key().cause().name().toLowerCase(Locale.ROOT).replace('_', '-');
        commands.send(
                command,
                new Circumstances(now, null, UuidCreator.getTimeOrderedEpoch().toString(), source, false));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
