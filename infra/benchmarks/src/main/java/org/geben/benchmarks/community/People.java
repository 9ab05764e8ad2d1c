package org.geben.benchmarks.community;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.geben.kernel.group.GroupAccess;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.HandleEvent.HandleReserved;
import org.geben.kernel.member.MemberEvent.MemberFollowed;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberProfileChanged;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.kernel.member.MemberId;

/** Members who come, go and return, and the groups in which they meet. Whoever came early does most. */
final class People {
    private static final double PROGRAMS = 0.01;

    /** Those who do most are people. */
    private static final int FIRST_PROGRAM = 100;

    private final Chance chance;
    private final Chronicle chronicle;
    private final Words words;
    private final List<Person> present = new ArrayList<>();
    private final List<Person> gone = new ArrayList<>();
    private final List<GroupId> groups = new ArrayList<>();
    private int joined;

    People(Chance chance, Chronicle chronicle, Words words) {
        this.chance = chance;
        this.chronicle = chronicle;
        this.words = words;
    }

    Person busy() {
        return chance.early(present);
    }

    void join() {
        joined++;
        Person person = new Person(new MemberId(chronicle.newId()), new Handle(words.name(joined) + joined));
        boolean program = joined >= FIRST_PROGRAM && chance.of(PROGRAMS);
        chronicle.tell(new LogStream("handle", person.handle), new HandleReserved(person.handle, person.id), person);
        chronicle.tell(
                person.stream,
                new MemberJoined(person.id, person.handle, words.name(joined) + " " + joined, null, program),
                person);
        present.add(person);
    }

    void follow() {
        Person person = chance.any(present);
        Person followed = busy();
        if (person != followed && person.followed.add(followed.id)) {
            chronicle.tell(person.stream, new MemberFollowed(person.id, followed.id), person);
        }
    }

    void changeProfile() {
        Person person = chance.any(present);
        chronicle.tell(
                person.stream,
                new MemberProfileChanged(person.id, person.handle, words.name(chance.below(joined)), words.text(1)),
                person);
    }

    void leave() {
        Person person = present.remove(chance.below(present.size()));
        gone.add(person);
        chronicle.tell(person.stream, new MemberLeft(person.id), person);
    }

    void comeBack() {
        if (!gone.isEmpty()) {
            Person person = gone.remove(chance.below(gone.size()));
            present.add(person);
            chronicle.tell(person.stream, new MemberReturned(person.id), person);
        }
    }

    void foundGroup() {
        Person founder = busy();
        GroupId group = new GroupId(chronicle.newId());
        groups.add(group);
        chronicle.tell(
                new LogStream("group", group),
                new GroupFounded(group, words.title(), words.text(1), GroupAccess.OPEN, founder.id),
                founder);
    }

    void joinGroup() {
        Person person = chance.any(present);
        GroupId group = chance.early(groups);
        Belonging belonging = person.groups.stream()
                .filter(one -> one.group.equals(group))
                .findFirst()
                .orElseGet(() -> first(group, person));
        if (!belonging.standing) {
            belonging.begin(chronicle);
        }
    }

    private static Belonging first(GroupId group, Person person) {
        Belonging belonging = new Belonging(group, person);
        person.groups.add(belonging);
        return belonging;
    }

    void leaveGroup() {
        groupOf(chance.any(present)).ifPresent(belonging -> belonging.end(chronicle));
    }

    /** One of the groups to which the member belongs. */
    Optional<Belonging> groupOf(Person person) {
        List<Belonging> standing =
                person.groups.stream().filter(belonging -> belonging.standing).toList();
        return standing.isEmpty() ? Optional.empty() : Optional.of(chance.any(standing));
    }
}
