package org.geben.benchmarks.community;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberId;

/** A member, person or program. */
final class Person {
    final MemberId id;
    final Handle handle;
    final LogStream stream;
    final List<Belonging> groups = new ArrayList<>();
    final Set<MemberId> followed = new HashSet<>();

    Person(MemberId id, Handle handle) {
        this.id = id;
        this.handle = handle;
        this.stream = new LogStream("member", id);
    }
}
