package org.geben.query.health;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.geben.query.Columns;
import org.geben.query.generation.Reading;
import org.geben.query.health.People.Person;
import org.jspecify.annotations.Nullable;

/**
 * Who gave what to whom in the window, read once for all metrics that are about it.
 *
 * <p>Appreciations whose time is inferred are left out: when they were given is not known. So is what programs and
 * members who have left gave; what unknown givers gave counts for its receivers. What is left out is counted once: by
 * its giver first, then by its receiver.
 */
final class Exchange {
    private static final String PAIRS = """
            SELECT x.group_id, x.giver, x.receiver, x.contributions, x.appreciations,
                   x.at >= x.receiver_since AND x.at < x.receiver_since + %s AS to_newcomer,
                   %s AS giver_is, %s AS receiver_is
            FROM ({exchanged}) x %s %s
            """.formatted(
                    Newcomers.THIRTY_DAYS,
                    Person.NUMBER.formatted("giver"),
                    Person.NUMBER.formatted("receiver"),
                    Person.JOINED.formatted("giver"),
                    Person.JOINED.formatted("receiver"));

    /** Rows that are held at once: there may be many more than members. */
    private static final int FETCHED = 10_000;

    private final Map<UUID, Tally> tallies = new HashMap<>();
    private final Set<Edge> edges = new HashSet<>();
    private final Map<UUID, Map<UUID, Long>> helpers = new HashMap<>();
    private final Map<String, Long> contributionsLeftOut = new TreeMap<>();
    private final Map<String, Long> gifts = new TreeMap<>();
    private final Map<String, Long> gains = new TreeMap<>();
    private final Map<String, Long> repliesLeftOut = new TreeMap<>();
    private final long people;
    private long takenByNewcomers;

    private Exchange(Reading reading, GetHealth query) {
        Scope.of(reading, query, PAIRS).withFetchSize(FETCHED).query(row -> {
            take(Pair.of(row));
        });
        contributionsLeftOut.putAll(LeftOut.contributions(reading, query, Span.of(query)));
        Map<String, Long> inferred = LeftOut.appreciations(reading, query, Span.of(query));
        gifts.putAll(inferred);
        gains.putAll(inferred);
        people = People.joinedBefore(reading, query, query.to())
                + took().stream().filter(tally -> !tally.belongs()).count();
    }

    static Exchange in(Reading reading, GetHealth query) {
        return new Exchange(reading, query);
    }

    /**
     * @param givenBy who the giver is; null for no member
     * @param takenBy who the receiver is; null for no member
     */
    private record Pair(
            UUID group,
            UUID giver,
            UUID receiver,
            long contributions,
            long appreciations,
            boolean toNewcomer,
            @Nullable Person givenBy,
            @Nullable Person takenBy) {
        static Pair of(ResultSet row) throws SQLException {
            return new Pair(
                    Columns.id(row, "group_id"),
                    Columns.id(row, "giver"),
                    Columns.id(row, "receiver"),
                    row.getLong("contributions"),
                    row.getLong("appreciations"),
                    row.getBoolean("to_newcomer"),
                    Person.of(row, "giver_is"),
                    Person.of(row, "receiver_is"));
        }
    }

    /** One has replied to or appreciated the other, who is another person. */
    record Edge(UUID giver, UUID receiver) {
        Edge reverse() {
            return new Edge(receiver, giver);
        }
    }

    /** What a person gave and got. */
    static final class Tally {
        private final Person person;
        private long contributions;
        private long given;
        private long appreciationsGiven;
        private long appreciationsReceived;
        private long repliesReceived;

        private Tally(Person person) {
            this.person = person;
        }

        private boolean belongs() {
            return person != Person.STRANGER;
        }

        long contributions() {
            return contributions;
        }

        long appreciationsGiven() {
            return appreciationsGiven;
        }

        long appreciationsReceived() {
            return appreciationsReceived;
        }

        /** Answers to people, and appreciations but for those of programs. */
        long given() {
            return given;
        }

        /** Replies of people, and appreciations. */
        long taken() {
            return repliesReceived + appreciationsReceived;
        }

        boolean isActive() {
            return contributions > 0 || appreciationsGiven > 0;
        }
    }

    private void take(Pair pair) {
        Person giver = pair.givenBy;
        Person receiver = pair.takenBy;
        if (giver != null && !giver.counts()) {
            String whose = giver == Person.PROGRAM ? "OfAutomatedMembers" : "OfMembersWhoLeft";
            contributionsLeftOut.merge("contributions" + whose, pair.contributions, Long::sum);
            gifts.merge("appreciations" + whose, pair.appreciations, Long::sum);
            gains.merge("appreciations" + whose, pair.appreciations, Long::sum);
            return;
        }
        if (giver != null) {
            give(pair, giver, receiver);
        } else if (pair.giver.equals(Given.NOBODY)) {
            gifts.merge("appreciationsOfUnknownGivers", pair.appreciations, Long::sum);
        }
        if (receiver != null && receiver.counts()) {
            Tally tally = tally(pair.receiver, receiver);
            tally.appreciationsReceived += pair.appreciations;
            tally.repliesReceived += pair.contributions;
            if (pair.toNewcomer) {
                takenByNewcomers += pair.appreciations + pair.contributions;
            }
        } else {
            gains.merge("appreciationsFor" + whom(receiver), pair.appreciations, Long::sum);
            if (receiver != null) {
                repliesLeftOut.merge("repliesTo" + whom(receiver), pair.contributions, Long::sum);
            }
        }
    }

    private void give(Pair pair, Person giver, @Nullable Person receiver) {
        Tally tally = tally(pair.giver, giver);
        tally.contributions += pair.contributions;
        tally.appreciationsGiven += pair.appreciations;
        if (receiver != Person.PROGRAM) {
            tally.given += pair.appreciations;
        }
        if (receiver != null && receiver != Person.PROGRAM) {
            tally.given += pair.contributions;
            if (pair.contributions > 0 && !pair.group.equals(Given.NOBODY)) {
                helpers.computeIfAbsent(pair.group, group -> new HashMap<>())
                        .merge(pair.giver, pair.contributions, Long::sum);
            }
        }
        if (receiver != null && receiver.counts() && !pair.giver.equals(pair.receiver)) {
            edges.add(new Edge(pair.giver, pair.receiver));
        }
    }

    private static String whom(@Nullable Person receiver) {
        if (receiver == null) {
            return "NoMember";
        }
        return receiver == Person.PROGRAM ? "AutomatedMembers" : "MembersWhoLeft";
    }

    private Tally tally(UUID member, Person person) {
        return tallies.computeIfAbsent(member, first -> new Tally(person));
    }

    /** How many there are: who belongs, or did something, or was appreciated. */
    long people() {
        return people;
    }

    /** Those people of whom there is something to tell; all others have given and got nothing. */
    Collection<Tally> took() {
        return tallies.values().stream()
                .filter(tally -> tally.belongs() || tally.isActive() || tally.appreciationsReceived > 0)
                .toList();
    }

    @Nullable
    Tally of(UUID member) {
        return tallies.get(member);
    }

    /** What was done for each person: replies and appreciations. */
    Map<UUID, Long> taken() {
        Map<UUID, Long> taken = new HashMap<>();
        tallies.forEach((member, tally) -> {
            if (tally.taken() > 0) {
                taken.put(member, tally.taken());
            }
        });
        return taken;
    }

    /** How much of it was done for those who were in their first thirty days. */
    long takenByNewcomers() {
        return takenByNewcomers;
    }

    /** Whether the person belongs, and joined before the window's beginning. */
    boolean isEarly(UUID member) {
        Tally tally = tallies.get(member);
        return tally != null && tally.person == Person.EARLY;
    }

    Set<Edge> edges() {
        return edges;
    }

    /** How many answers to others each person gave, by group; the community as a whole is none. */
    Collection<List<Long>> helpers() {
        List<List<Long>> byGroup = new ArrayList<>();
        helpers.values().forEach(group -> byGroup.add(List.copyOf(group.values())));
        return byGroup;
    }

    /** Contributions that were not counted. */
    Map<String, Long> contributionsLeftOut() {
        return counted(contributionsLeftOut);
    }

    /** Appreciations that were not counted for a giver. */
    Map<String, Long> givenLeftOut() {
        return counted(gifts);
    }

    /** Appreciations that were not counted for a receiver. */
    Map<String, Long> receivedLeftOut() {
        return counted(gains);
    }

    Map<String, Long> activityLeftOut() {
        return both(contributionsLeftOut(), givenLeftOut());
    }

    /** What was done, but not for people who are present. */
    Map<String, Long> takenLeftOut() {
        return both(contributionsLeftOut(), both(receivedLeftOut(), counted(repliesLeftOut)));
    }

    Map<String, Long> exchangeLeftOut() {
        return both(givenLeftOut(), takenLeftOut());
    }

    /** What is no {@linkplain org.geben.query.Interactions interaction} of a person. */
    Map<String, Long> interactionsLeftOut() {
        return both(activityLeftOut(), forPrograms(both(receivedLeftOut(), counted(repliesLeftOut))));
    }

    /** What was no answer of one person to another. */
    Map<String, Long> answersLeftOut() {
        return both(contributionsLeftOut(), forPrograms(counted(repliesLeftOut)));
    }

    private static Map<String, Long> forPrograms(Map<String, Long> counts) {
        Map<String, Long> some = new TreeMap<>(counts);
        some.keySet().retainAll(Set.of("appreciationsForAutomatedMembers", "repliesToAutomatedMembers"));
        return some;
    }

    static Map<String, Long> both(Map<String, Long> one, Map<String, Long> other) {
        Map<String, Long> both = new TreeMap<>(one);
        both.putAll(other);
        return both;
    }

    private static Map<String, Long> counted(Map<String, Long> counts) {
        Map<String, Long> counted = new TreeMap<>(counts);
        counted.values().removeIf(count -> count == 0);
        return counted;
    }
}
