package org.geben.command.policy;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/** Watches at hand, found by their keys, by whom and by what they are about. */
final class Watches {
    private final Map<Watch.Key, Watch> byKey = new LinkedHashMap<>();
    private final Map<MemberId, Set<Watch.Key>> byMember = new HashMap<>();
    private final Map<ContributionId, Set<Watch.Key>> byContribution = new HashMap<>();

    void put(Watch watch) {
        byKey.put(watch.key(), watch);
        byMember.computeIfAbsent(watch.member(), member -> new LinkedHashSet<>())
                .add(watch.key());
        if (watch.contribution() != null) {
            byContribution
                    .computeIfAbsent(watch.contribution(), contribution -> new LinkedHashSet<>())
                    .add(watch.key());
        }
    }

    @Nullable
    Watch get(Watch.Key key) {
        return byKey.get(key);
    }

    Collection<Watch> all() {
        return byKey.values();
    }

    /** Those that are about the member now, whomever they were about before. */
    List<Watch> of(MemberId member) {
        return found(byMember.get(member)).stream()
                .filter(watch -> watch.member().equals(member))
                .toList();
    }

    List<Watch> showing(ContributionId contribution) {
        return found(byContribution.get(contribution)).stream()
                .filter(watch -> contribution.equals(watch.contribution()))
                .toList();
    }

    private List<Watch> found(@Nullable Set<Watch.Key> keys) {
        return keys == null
                ? List.of()
                : keys.stream().map(byKey::get).filter(Objects::nonNull).toList();
    }
}
