package org.geben.benchmarks.reading;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationDisallowed;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationRetracted;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.query.generation.History;

/** Whom and what readers ask about, by a plain loop over the log: each as likely as the others. */
final class Acquaintances {
    private final Set<String> present = new LinkedHashSet<>();
    private final Set<String> programs = new LinkedHashSet<>();
    private final Map<AppreciationId, AppreciationGiven> standing = new LinkedHashMap<>();
    private final Map<String, Set<String>> givers = new LinkedHashMap<>();
    private final List<String> members;
    private final List<String> ranked;
    private final List<Instant> months;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    private Acquaintances(History history) {
        try (History.Replay replay = history.after(0)) {
            while (replay.hasNext()) {
                replay.next().forEach(this::take);
            }
        }
        standing.values().forEach(this::count);
        standing.clear();
        present.removeAll(programs);
        givers.keySet().retainAll(present);
        members = new ArrayList<>(present);
        ranked = new ArrayList<>(givers.keySet());
        months = wholeMonths();
    }

    static Acquaintances of(History history) {
        return new Acquaintances(history);
    }

    private void take(TrackedEventMessage<?> message) {
        Instant at = message.getTimestamp();
        first = at.isBefore(first) ? at : first;
        last = at.isAfter(last) ? at : last;
        switch (message.getPayload()) {
            case MemberJoined joined -> {
                present.add(joined.memberId().toString());
                if (joined.automated()) {
                    programs.add(joined.memberId().toString());
                }
            }
            case MemberLeft left -> present.remove(left.memberId().toString());
            case MemberReturned returned -> present.add(returned.memberId().toString());
            case AppreciationGiven given -> standing.put(given.appreciationId(), given);
            case AppreciationRetracted retracted -> standing.remove(retracted.appreciationId());
            case AppreciationDisallowed disallowed -> standing.remove(disallowed.appreciationId());
            default -> {}
        }
    }

    private void count(AppreciationGiven given) {
        String giver = String.valueOf(given.giver());
        String receiver = String.valueOf(given.receiver());
        if (given.giver() != null && given.receiver() != null && !programs.contains(giver)) {
            givers.computeIfAbsent(receiver, id -> new HashSet<>()).add(giver);
        }
    }

    /** A person of the community. */
    String member() {
        return any(members);
    }

    /** One whom somebody has appreciated. */
    String ranked() {
        return any(ranked);
    }

    /** How many members have appreciated each. */
    Map<String, Long> appreciated() {
        Map<String, Long> scores = new HashMap<>();
        givers.forEach((receiver, of) -> scores.put(receiver, (long) of.size()));
        return scores;
    }

    /** The middle of a whole month in the life of the community, by UTC. */
    Instant month() {
        return any(months);
    }

    /** The middles of all of them. */
    List<Instant> months() {
        return months;
    }

    private List<Instant> wholeMonths() {
        LocalDate from =
                first.atZone(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1).plusMonths(1);
        LocalDate to = last.atZone(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
        return from.datesUntil(to, Period.ofMonths(1))
                .map(month ->
                        month.withDayOfMonth(15).atStartOfDay(ZoneOffset.UTC).toInstant())
                .toList();
    }

    /** The last of its moments. */
    Instant last() {
        return last;
    }

    private static <T> T any(List<T> of) {
        return of.get(ThreadLocalRandom.current().nextInt(of.size()));
    }
}
