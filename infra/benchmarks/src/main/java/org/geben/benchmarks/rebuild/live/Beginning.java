package org.geben.benchmarks.rebuild.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.benchmarks.rebuild.live.Deed.Piece;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationRetracted;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.kernel.member.MemberId;
import org.geben.query.generation.History;

/**
 * The community as it was recorded, by plain loops over its log: the contributions that can still be appreciated by
 * whoever comes, so that they count on every board.
 */
final class Beginning {
    private final Map<ContributionId, MemberId> authors = new LinkedHashMap<>();
    private final Map<ContributionId, ContributionId> roots = new HashMap<>();
    private final Set<ContributionId> withdrawn = new HashSet<>();
    private final Set<MemberId> programs = new HashSet<>();
    private final Set<MemberId> gone = new HashSet<>();
    private final Map<String, AppreciationGiven> standing = new HashMap<>();

    private Beginning() {}

    static Beginning of(History history) {
        Beginning beginning = new Beginning();
        try (History.Replay replay = history.after(0)) {
            while (replay.hasNext()) {
                for (TrackedEventMessage<?> event : replay.next()) {
                    beginning.take(((DomainEventMessage<?>) event).getAggregateIdentifier(), event.getPayload());
                }
            }
        }
        return beginning;
    }

    private void take(String stream, Object event) {
        switch (event) {
            case ContributionPublished published -> {
                authors.put(published.contributionId(), published.author());
                roots.put(published.contributionId(), published.root());
            }
            case ContributionWithdrawn lost -> withdrawn.add(lost.contributionId());
            case MemberJoined joined -> {
                if (joined.automated()) {
                    programs.add(joined.memberId());
                }
            }
            case MemberLeft left -> gone.add(left.memberId());
            case MemberReturned returned -> gone.remove(returned.memberId());
            case AppreciationGiven given -> standing.put(stream, given);
            case AppreciationRetracted retracted -> standing.remove(stream);
            default -> {}
        }
    }

    /** The last ones, of people who are still there. */
    List<Piece> pieces(int atMost) {
        List<Piece> pieces = new ArrayList<>();
        authors.forEach((id, author) -> {
            if (!withdrawn.contains(id) && !withdrawn.contains(roots.get(id)) && isCounted(author)) {
                pieces.add(new Piece(id.toString(), author.toString()));
            }
        });
        return List.copyOf(pieces.subList(Math.max(0, pieces.size() - atMost), pieces.size()));
    }

    private boolean isCounted(MemberId author) {
        return !programs.contains(author) && !gone.contains(author);
    }

    /** How many appreciations of each kind they have. */
    Map<String, Map<String, Long>> appreciations() {
        Map<String, Map<String, Long>> counts = new HashMap<>();
        for (AppreciationGiven given : standing.values()) {
            counts.computeIfAbsent(given.subject().toString().replaceFirst("^contribution:", ""), id -> new TreeMap<>())
                    .merge(given.kind().name(), 1L, Long::sum);
        }
        return counts;
    }
}
