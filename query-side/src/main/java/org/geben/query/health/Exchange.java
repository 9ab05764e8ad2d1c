package org.geben.query.health;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.geben.query.generation.Reading;
import org.geben.query.health.People.Person;
import org.jspecify.annotations.Nullable;

/**
 * Who gave what to whom in the window, read once for all metrics that are about it.
 *
 * <p>Appreciations whose time is inferred are left out: when they were given is not known. So is what programs and
 * members who have left gave. What unknown givers gave counts for its receivers, and so does what those did who joined only
 * after the moment of the past that is read: nothing is known of them by then. What is left out is counted once: by its
 * giver first, then by its receiver.
 */
final class Exchange {
    private static final String FACTS = """
            SELECT CASE WHEN x.contributions > 0 AND x.group_id <> '{nobody}' THEN x.group_id END,
                   x.giver, x.receiver, x.contributions, x.appreciations,
                   x.at >= x.receiver_since AND x.at < x.receiver_since + %s, %s, %s
            FROM ({exchanged}) x %s %s
            """.formatted(
                    Newcomers.THIRTY_DAYS,
                    Person.NUMBER.formatted("giver"),
                    Person.NUMBER.formatted("receiver"),
                    Person.JOINED.formatted("giver"),
                    Person.JOINED.formatted("receiver"));

    private final Map<UUID, Tally> tallies = new HashMap<>();
    private final Network network = new Network();
    private final Map<UUID, Map<UUID, Long>> helpers = new HashMap<>();
    private final Map<String, Long> contributionsLeftOut = new TreeMap<>();
    private final Map<String, Long> gifts = new TreeMap<>();
    private final Map<String, Long> gains = new TreeMap<>();
    private final Map<String, Long> repliesLeftOut = new TreeMap<>();
    private final Map<String, Long> repliesOfLaterMembersLeftOut = new TreeMap<>();
    private final List<Tally> took;
    private final long people;
    private long takenByNewcomers;
    private long contributionsOfLaterMembers;

    private Exchange(Reading reading, GetHealth query) {
        Scope.of(reading, query, FACTS).query(row -> {
            reading.requireTime();
            take(Fact.of(row));
        });
        contributionsLeftOut.putAll(LeftOut.contributions(reading, query, Span.of(query)));
        Map<String, Long> inferred = LeftOut.appreciations(reading, query, Span.of(query));
        gifts.putAll(inferred);
        gains.putAll(inferred);
        took = tallies.values().stream()
                .filter(tally -> tally.belongs() || tally.isActive() || tally.appreciationsReceived > 0)
                .toList();
        people = People.joinedBefore(reading, query, query.to())
                + took.stream().filter(tally -> !tally.belongs()).count();
    }

    static Exchange in(Reading reading, GetHealth query) {
        return new Exchange(reading, query);
    }

    /**
     * @param helpedIn the group in which the giver has contributed; null for what is no contribution, or in no group
     * @param givenBy who the giver is; null for no member, or for one who is not there yet
     * @param takenBy who the receiver is; null as above
     */
    private record Fact(
            @Nullable UUID helpedIn,
            UUID giver,
            UUID receiver,
            long contributions,
            long appreciations,
            boolean toNewcomer,
            @Nullable Person givenBy,
            @Nullable Person takenBy) {
        /** By the places of the columns: to find them by their names in every row would take a sixth of the time. */
        static Fact of(ResultSet row) throws SQLException {
            return new Fact(
                    row.getObject(1, UUID.class),
                    row.getObject(2, UUID.class),
                    row.getObject(3, UUID.class),
                    row.getLong(4),
                    row.getLong(5),
                    row.getBoolean(6),
                    Person.of(row, 7),
                    Person.of(row, 8));
        }

        boolean isForMember() {
            return !receiver.equals(Given.NOBODY);
        }
    }

    /** What a person gave and got. */
    static final class Tally {
        private final int number;
        private final Person person;
        private long contributions;
        private long given;
        private long appreciationsGiven;
        private long appreciationsReceived;
        private long repliesReceived;

        private Tally(int number, Person person) {
            this.number = number;
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

    private void take(Fact fact) {
        Person giver = fact.givenBy;
        Person receiver = fact.takenBy;
        if (giver != null && !giver.counts()) {
            String whose = giver == Person.PROGRAM ? "OfAutomatedMembers" : "OfMembersWhoLeft";
            contributionsLeftOut.merge("contributions" + whose, fact.contributions, Long::sum);
            gifts.merge("appreciations" + whose, fact.appreciations, Long::sum);
            gains.merge("appreciations" + whose, fact.appreciations, Long::sum);
            return;
        }
        Tally taker = receiver != null && receiver.counts() ? tally(fact.receiver, receiver) : null;
        if (giver != null) {
            give(fact, tally(fact.giver, giver), receiver, taker);
        } else if (fact.giver.equals(Given.NOBODY)) {
            gifts.merge(Unattributed.OF_UNKNOWN_GIVERS, fact.appreciations, Long::sum);
        } else {
            contributionsOfLaterMembers += fact.contributions;
            gifts.merge(Unattributed.APPRECIATIONS_OF_LATER_MEMBERS, fact.appreciations, Long::sum);
        }
        if (taker != null) {
            taker.appreciationsReceived += fact.appreciations;
            taker.repliesReceived += fact.contributions;
            if (fact.toNewcomer) {
                takenByNewcomers += fact.appreciations + fact.contributions;
            }
        } else {
            gains.merge("appreciationsFor" + whom(fact), fact.appreciations, Long::sum);
            if (fact.isForMember()) {
                Map<String, Long> replies = giver == null ? repliesOfLaterMembersLeftOut : repliesLeftOut;
                replies.merge("repliesTo" + whom(fact), fact.contributions, Long::sum);
            }
        }
    }

    /** @param taker null where the receiver is no person who is present */
    private void give(Fact fact, Tally giver, @Nullable Person receiver, @Nullable Tally taker) {
        giver.contributions += fact.contributions;
        giver.appreciationsGiven += fact.appreciations;
        if (receiver != Person.PROGRAM) {
            giver.given += fact.appreciations;
        }
        if (receiver != null && receiver != Person.PROGRAM) {
            giver.given += fact.contributions;
            if (fact.helpedIn != null) {
                helpers.computeIfAbsent(fact.helpedIn, group -> new HashMap<>())
                        .merge(fact.giver, fact.contributions, Long::sum);
            }
        }
        if (taker != null && taker != giver) {
            network.add(giver.number, taker.number);
        }
    }

    private static String whom(Fact fact) {
        Person receiver = fact.takenBy;
        if (receiver == null) {
            return fact.isForMember() ? "MembersNotYetThere" : "NoMember";
        }
        return receiver == Person.PROGRAM ? "AutomatedMembers" : "MembersWhoLeft";
    }

    private Tally tally(UUID member, Person person) {
        return tallies.computeIfAbsent(member, first -> new Tally(tallies.size(), person));
    }

    /** How many there are: who belongs, or did something, or was appreciated. */
    long people() {
        return people;
    }

    /** Those people of whom there is something to tell; all others have given and got nothing. */
    List<Tally> took() {
        return took;
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

    /** Who has replied to or appreciated whom, of the people. */
    Network network() {
        return network;
    }

    /** How many answers to others each person gave, by group; the community as a whole is none. */
    Collection<List<Long>> helpers() {
        List<List<Long>> byGroup = new ArrayList<>();
        helpers.values().forEach(group -> byGroup.add(List.copyOf(group.values())));
        return byGroup;
    }

    /** Contributions that were not counted. */
    Map<String, Long> contributionsLeftOut() {
        return counted(both(
                contributionsLeftOut,
                Map.of(Unattributed.CONTRIBUTIONS_OF_LATER_MEMBERS, contributionsOfLaterMembers)));
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
        Map<String, Long> replies = new TreeMap<>(repliesLeftOut);
        repliesOfLaterMembersLeftOut.forEach((what, n) -> replies.merge(what, n, Long::sum));
        return both(counted(contributionsLeftOut), both(receivedLeftOut(), counted(replies)));
    }

    /** What was done, but was not given and taken: what later members contributed is left out as theirs. */
    Map<String, Long> exchangeLeftOut() {
        return both(activityLeftOut(), both(receivedLeftOut(), counted(repliesLeftOut)));
    }

    /** What is no {@linkplain org.geben.query.Interactions interaction} of a person. */
    Map<String, Long> interactionsLeftOut() {
        return both(activityLeftOut(), forNoPerson(both(receivedLeftOut(), counted(repliesLeftOut))));
    }

    /** What was no answer of one person to another. */
    Map<String, Long> answersLeftOut() {
        return both(contributionsLeftOut(), forNoPerson(counted(repliesLeftOut)));
    }

    /** What was done for programs, and replies to those of whom is not known yet whether they are. */
    private static Map<String, Long> forNoPerson(Map<String, Long> counts) {
        Map<String, Long> some = new TreeMap<>(counts);
        some.keySet()
                .retainAll(Set.of(
                        "appreciationsForAutomatedMembers",
                        "repliesToAutomatedMembers",
                        "repliesToMembersNotYetThere"));
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
