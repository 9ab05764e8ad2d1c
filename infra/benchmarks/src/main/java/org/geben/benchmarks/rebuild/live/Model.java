package org.geben.benchmarks.rebuild.live;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.geben.benchmarks.rebuild.live.Deed.Piece;

/** What the views must tell, by plain loops over the commands that were acknowledged. It shares no code with them. */
final class Model {
    /** Scores are in millionths of points. */
    static final long POINT = 1_000_000;

    private final List<Root> roots = new ArrayList<>();
    private final Map<String, Long> replies = new HashMap<>();
    private final Map<String, Map<String, Long>> appreciations = new HashMap<>();
    private final Map<String, Long> giving = new HashMap<>();
    private final Map<String, Instant> lastGiven = new HashMap<>();
    private final Map<String, Instant> lastContributed = new HashMap<>();
    private final Map<String, Instant> lastReceived = new HashMap<>();
    private final Map<String, Long> pairs = new HashMap<>();
    private final Map<String, Long> contributing = new HashMap<>();
    private final Map<String, Long> received = new HashMap<>();
    private final Map<String, Set<String>> givers = new HashMap<>();
    private final Map<String, Long> inGroup = new HashMap<>();
    private final Map<String, Long> given = new HashMap<>();

    /** @param beginning what the contributions of old were appreciated for before anything was done */
    Model(Map<String, Map<String, Long>> beginning) {
        beginning.forEach((piece, counts) -> appreciations.put(piece, new TreeMap<>(counts)));
    }

    private record Root(Piece piece, Instant at) {}

    /** @param at when the member reached it */
    private record Standing(String member, long score, long volume, Instant at) {}

    void take(Deed deed, Instant at) {
        switch (deed) {
            case Deed.Opened opened -> {
                roots.add(new Root(opened.root(), at));
                contributing.merge(opened.root().author(), POINT, Long::sum);
                lastContributed.merge(opened.root().author(), at, Model::later);
            }
            case Deed.Replied replied -> {
                String author = replied.reply().author();
                replies.merge(replied.root().id(), 1L, Long::sum);
                contributing.merge(author, POINT, Long::sum);
                lastContributed.merge(author, at, Model::later);
                if (!author.equals(replied.root().author())) {
                    giving.merge(author, POINT, Long::sum);
                    lastGiven.merge(author, at, Model::later);
                }
            }
            case Deed.Appreciated appreciated -> {
                Piece piece = appreciated.piece();
                appreciations
                        .computeIfAbsent(piece.id(), id -> new TreeMap<>())
                        .merge(appreciated.kind(), 1L, Long::sum);
                long repeat = pairs.merge(appreciated.giver() + " " + piece.author(), 1L, Long::sum);
                giving.merge(appreciated.giver(), Math.round(POINT / Math.sqrt(repeat)), Long::sum);
                lastGiven.merge(appreciated.giver(), at, Model::later);
                received.merge(piece.author(), 1L, Long::sum);
                lastReceived.merge(piece.author(), at, Model::later);
                givers.computeIfAbsent(piece.author(), id -> new HashSet<>()).add(appreciated.giver());
                given.merge(appreciated.giver(), 1L, Long::sum);
            }
            case Deed.Entered entered -> inGroup.merge(entered.group(), 1L, Long::sum);
            case Deed.Left left -> inGroup.merge(left.group(), -1L, Long::sum);
        }
    }

    String feed(int limit) {
        return roots.stream()
                .sorted(comparing(Root::at)
                        .thenComparing(root -> root.piece().id())
                        .reversed())
                .limit(limit)
                .map(root -> "%s by %s, %d replies, %s"
                        .formatted(
                                root.piece().id(),
                                root.piece().author(),
                                replies.getOrDefault(root.piece().id(), 0L),
                                appreciations(root.piece())))
                .collect(joining("\n"));
    }

    /** How many of each kind. */
    Map<String, Long> appreciations(Piece piece) {
        return appreciations.getOrDefault(piece.id(), Map.of());
    }

    String giving(int limit) {
        return ranking(standings(giving, lastGiven), limit);
    }

    String contributing(int limit) {
        return ranking(standings(contributing, lastContributed), limit);
    }

    String appreciated(int limit) {
        return ranking(
                received.entrySet().stream()
                        .map(member -> new Standing(
                                member.getKey(),
                                POINT
                                        * givers.getOrDefault(member.getKey(), Set.of())
                                                .size(),
                                member.getValue(),
                                lastReceived.getOrDefault(member.getKey(), Instant.MIN))),
                limit);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Stream<Standing> standings(Map<String, Long> scores, Map<String, Instant> last) {
        return scores.entrySet().stream()
                .map(member -> new Standing(
                        member.getKey(), member.getValue(), 0, last.getOrDefault(member.getKey(), Instant.MIN)));
    }

    private static String ranking(Stream<Standing> standings, int limit) {
        List<Standing> ranked = standings
                .sorted(Comparator.comparingLong(Standing::score)
                        .thenComparingLong(Standing::volume)
                        .reversed()
                        .thenComparing(Standing::at)
                        .thenComparing(Standing::member))
                .limit(limit)
                .toList();
        List<String> lines = new ArrayList<>();
        long rank = 0;
        for (int i = 0; i < ranked.size(); i++) {
            Standing standing = ranked.get(i);
            boolean shared = i > 0
                    && ranked.get(i - 1).score() == standing.score()
                    && ranked.get(i - 1).volume() == standing.volume();
            rank = shared ? rank : i + 1;
            lines.add("%d %s %d".formatted(rank, standing.member(), standing.score()));
        }
        return String.join("\n", lines);
    }

    String given(String member) {
        return giving.getOrDefault(member, 0L) + " points";
    }

    String member(String id) {
        return "%d contributions, %d given, %d received"
                .formatted(
                        contributing.getOrDefault(id, 0L) / POINT,
                        given.getOrDefault(id, 0L),
                        received.getOrDefault(id, 0L));
    }

    String group(String id) {
        return inGroup.getOrDefault(id, 0L) + " members";
    }

    String health() {
        Set<String> active = new HashSet<>(contributing.keySet());
        active.addAll(given.keySet());
        return "%d contributors, %d active, %d givers, %d receivers"
                .formatted(contributing.size(), active.size(), given.size(), received.size());
    }
}
