package org.geben.command.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import org.geben.command.contribution.Contributions;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.member.MemberId;

/** Who began which thread. The log knows it for good, so policies need not. */
final class Threads {
    private static final int MOST_REMEMBERED = 100_000;

    private final Contributions contributions;

    /** That never changes, and is asked for at every reply. */
    private final Cache<ContributionId, MemberId> beginners =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    Threads(Contributions contributions) {
        this.contributions = contributions;
    }

    void begun(ContributionId root, MemberId by) {
        beginners.put(root, by);
    }

    /** Whether somebody else has begun it. */
    boolean isAnothers(ContributionId root, MemberId member) {
        MemberId known = beginners.getIfPresent(root);
        if (known != null) {
            return !known.equals(member);
        }
        Optional<MemberId> author = contributions.authorOf(root);
        author.ifPresent(by -> begun(root, by));
        return author.filter(by -> !by.equals(member)).isPresent();
    }
}
