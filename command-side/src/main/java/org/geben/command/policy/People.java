package org.geben.command.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import org.geben.command.member.Members;
import org.geben.kernel.member.MemberId;

/** Which members are people, and there. */
final class People {
    private static final int MOST_REMEMBERED = 100_000;

    private final Members members;

    /** That never changes, and is asked for at every reply. */
    private final Cache<MemberId, Boolean> human =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    People(Members members) {
        this.members = members;
    }

    /** Whether this is a person and no program. */
    boolean isOne(MemberId member) {
        Boolean known = human.getIfPresent(member);
        if (known != null) {
            return known;
        }
        Optional<Boolean> program = members.isProgram(member);
        program.ifPresent(is -> human.put(member, !is));
        return !program.orElse(true);
    }

    boolean isThere(MemberId member) {
        return isOne(member) && members.isThere(member);
    }
}
