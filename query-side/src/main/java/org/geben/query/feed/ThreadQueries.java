package org.geben.query.feed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.geben.query.Columns;
import org.geben.query.Cursor;
import org.geben.query.Page;
import org.geben.query.Refusal;
import org.geben.query.generation.Reading;
import org.geben.query.generation.Views;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers whole conversations, from the index of what replies to what. */
@Component
final class ThreadQueries {
    private static final String LIST = "thread";
    private static final int DEEPEST = 10;
    private static final int MOST_BENEATH = 1000;

    private static final String BRANCHES = """
            SELECT c.id, c.published_at
            FROM $.contribution c LEFT JOIN $.community_group g ON g.id = c.group_id
            WHERE c.in_reply_to = :root AND %s %s
            ORDER BY c.published_at, c.id LIMIT %d
            """;

    private static final String TREE = """
            WITH RECURSIVE tree AS (
                SELECT c.id, c.in_reply_to, 1 AS depth, c.withdrawn OR c.hidden AS is_gap, c.published_at
                FROM $.contribution c WHERE c.id = ANY(:branches)
                UNION ALL
                SELECT c.id, c.in_reply_to, t.depth + 1, c.withdrawn OR c.hidden, c.published_at
                FROM tree t JOIN $.contribution c ON c.in_reply_to = t.id WHERE t.depth < %d
            )
            SELECT id, in_reply_to, depth, is_gap FROM (SELECT * FROM tree LIMIT %d) bounded ORDER BY published_at, id
            """.formatted(DEEPEST, MOST_BENEATH + 1);

    private final Views views;

    ThreadQueries(Views views) {
        this.views = views;
    }

    /** @throws Refusal 404 if the contribution is unknown, 403 if the reader may not read its group */
    GetThread.Result handle(GetThread query) {
        Page page = query.page();
        @Nullable Place after = Cursor.read(LIST, page, parts -> Place.read(parts.get(0), parts.get(1)));
        return views.read(FeedProjection.NAME, page.asOf(), reading -> {
            FeedEntry asked = Entries.readable(reading, query.reader(), query.id());
            FeedEntry root =
                    asked.id().equals(asked.root()) ? asked : Entries.readable(reading, query.reader(), asked.root());
            List<Place> branches = branches(reading, query, root.id(), after);
            List<Place> shown = branches.subList(0, Math.min(branches.size(), page.limit()));
            Tree tree = tree(reading, root.id(), shown);
            List<Node> nodes = tree.visible();
            Place last = branches.size() > page.limit() ? shown.getLast() : null;
            return new GetThread.Result(
                    Entries.appreciated(reading, List.of(root)).getFirst(),
                    replies(reading, query, nodes),
                    tree.complete,
                    last == null ? null : Cursor.write(LIST, page, last.at(), last.id()),
                    reading.origin());
        });
    }

    private static List<Place> branches(Reading reading, GetThread query, UUID root, @Nullable Place after) {
        JdbcClient.StatementSpec statement = reading.sql(BRANCHES.formatted(
                        Visibility.READABLE,
                        after == null ? "" : "AND (c.published_at, c.id) > (:at, :after)",
                        query.page().limit() + 1))
                .param("root", root)
                .param("reader", query.reader().id());
        if (after != null) {
            statement = statement.param("at", Columns.parameter(after.at())).param("after", after.id());
        }
        return statement
                .query((row, n) -> new Place(Columns.time(row, "published_at"), Columns.id(row, "id")))
                .list();
    }

    private static Tree tree(Reading reading, UUID root, List<Place> branches) {
        Map<UUID, List<Node>> beneath = new HashMap<>();
        List<Node> nodes = reading.sql(TREE)
                .param("branches", branches.stream().map(Place::id).toArray(UUID[]::new))
                .query((row, n) -> new Node(
                        Columns.id(row, "id"),
                        Columns.id(row, "in_reply_to"),
                        row.getInt("depth"),
                        row.getBoolean("is_gap")))
                .list();
        nodes.forEach(node ->
                beneath.computeIfAbsent(node.parent, id -> new ArrayList<>()).add(node));
        return new Tree(root, beneath, nodes.size() <= MOST_BENEATH);
    }

    private static List<GetThread.Reply> replies(Reading reading, GetThread query, List<Node> nodes) {
        Map<UUID, FeedEntry> entries = new HashMap<>();
        Entries.of(reading, query.reader(), nodes.stream().map(Node::id).toList())
                .forEach(entry -> entries.put(entry.id(), entry));
        List<GetThread.Reply> replies = new ArrayList<>();
        for (Node node : nodes) {
            FeedEntry entry = entries.get(node.id);
            if (entry != null) {
                replies.add(new GetThread.Reply(node.depth, entry));
            }
        }
        return replies;
    }

    /** @param isGap whether it is withdrawn or hidden */
    private record Node(UUID id, UUID parent, int depth, boolean isGap) {}

    private record Tree(UUID root, Map<UUID, List<Node>> beneath, boolean complete) {
        /** Each before those beneath it, without gaps that nothing visible is beneath. */
        List<Node> visible() {
            List<Node> found = new ArrayList<>();
            collect(root, found);
            return found;
        }

        private void collect(UUID parent, List<Node> found) {
            for (Node node : beneath.getOrDefault(parent, List.of())) {
                int place = found.size();
                collect(node.id, found);
                if (!node.isGap || found.size() > place) {
                    found.add(place, node);
                }
            }
        }
    }
}
