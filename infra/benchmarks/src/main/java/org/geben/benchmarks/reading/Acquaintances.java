package org.geben.benchmarks.reading;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
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
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.query.generation.History;

/** Whom and what readers ask about, by a plain loop over the log: each as likely as the others. */
final class Acquaintances {
    private final Set<String> present = new LinkedHashSet<>();
    private final Set<String> programs = new LinkedHashSet<>();
    private final Map<String, Set<String>> givers = new LinkedHashMap<>();
    private final List<String> members;
    private final List<String> ranked;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    private Acquaintances(History history) {
        try (History.Replay replay = history.after(0)) {
            while (replay.hasNext()) {
                replay.next().forEach(this::take);
            }
        }
        present.removeAll(programs);
        givers.keySet().retainAll(present);
        members = new ArrayList<>(present);
        ranked = new ArrayList<>(givers.keySet());
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
            case AppreciationGiven given -> {
                if (given.giver() != null && given.receiver() != null) {
                    givers.computeIfAbsent(given.receiver().toString(), id -> new HashSet<>())
                            .add(given.giver().toString());
                }
            }
            default -> {}
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
        LocalDate from =
                first.atZone(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1).plusMonths(1);
        long months =
                ChronoUnit.MONTHS.between(from, last.atZone(ZoneOffset.UTC).toLocalDate());
        return from.plusMonths(ThreadLocalRandom.current().nextLong(Math.max(1, months)))
                .withDayOfMonth(15)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    /** The last of its moments. */
    Instant last() {
        return last;
    }

    private static String any(List<String> of) {
        return of.get(ThreadLocalRandom.current().nextInt(of.size()));
    }
}
