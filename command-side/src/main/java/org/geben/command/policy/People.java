package org.geben.command.policy;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.geben.command.LogView;
import org.geben.kernel.member.MemberEvent.MemberErased;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberReinstated;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.kernel.member.MemberEvent.MemberSuspended;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/** Which members are people, and there. */
final class People {
    private static final Person NOBODY = new Person(false, true, true, false);

    private static final int MOST_REMEMBERED = 100_000;

    private final LogView<Person> people;

    /** That never changes, and is asked for at every reply. */
    private final Cache<MemberId, Boolean> human =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    People(EventStore log) {
        people = new LogView<>(
                log,
                People::evolve,
                MemberJoined.class,
                MemberLeft.class,
                MemberReturned.class,
                MemberSuspended.class,
                MemberReinstated.class,
                MemberErased.class);
    }

    /** Whether this is a person and no program. */
    boolean isOne(MemberId member) {
        Boolean known = human.getIfPresent(member);
        if (known != null) {
            return known;
        }
        Person person = person(member);
        if (person != NOBODY) {
            human.put(member, person.human());
        }
        return person.human();
    }

    boolean isThere(MemberId member) {
        Person person = person(member);
        return person.human() && !person.left() && !person.suspended() && !person.erased();
    }

    private Person person(MemberId member) {
        return people.of(member).orElse(NOBODY);
    }

    private static Person evolve(@Nullable Person before, Object event) {
        if (event instanceof MemberJoined joined) {
            return new Person(!joined.automated(), false, false, false);
        }
        Person person = requireNonNull(before, "A member's history begins with the joining.");
        return switch (event) {
            case MemberLeft left -> new Person(person.human, true, person.suspended, person.erased);
            case MemberReturned returned -> new Person(person.human, false, person.suspended, person.erased);
            case MemberSuspended suspended -> new Person(person.human, person.left, true, person.erased);
            case MemberReinstated reinstated -> new Person(person.human, person.left, false, person.erased);
            case MemberErased erased -> new Person(person.human, person.left, person.suspended, true);
            default -> person;
        };
    }

    private record Person(boolean human, boolean left, boolean suspended, boolean erased) {}
}
