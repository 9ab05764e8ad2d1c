package org.geben.query.search;

import static java.util.stream.Collectors.joining;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.geben.query.Columns;
import org.geben.query.Cursor;
import org.geben.query.Page;
import org.geben.query.Parameters;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.generation.Reading;
import org.geben.query.generation.Views;
import org.geben.query.search.Search.Contribution;
import org.geben.query.search.Search.Hit;
import org.geben.query.search.Search.Member;
import org.geben.query.search.Search.Type;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds by words what the reader may read. Of all that has them the newest {@value #MOST_RANKED} are ranked, by how often
 * and how near one another the words stand, those of the title first; so a frequent word costs no more than it must.
 */
@Component
final class SearchQueries {
    private static final int MOST_RANKED = 1000;
    private static final String READ_GROUP = "(g.access = 'OPEN' OR %s)".formatted(Reader.BELONGS_TO_GROUP);

    /**
     * The dictionaries in which the words say what is to be found. Those that are too common in a language are none in it,
     * and beside them {@code -butter} would find whatever lacks butter; no index finds that either.
     */
    private static final String TELLING = """
            SELECT d FROM unnest(:dictionaries) d
            WHERE querytree(websearch_to_tsquery(CAST(d AS regconfig), :words)) NOT IN ('', 'T')
            """;

    private static final String MATCHING_CONTRIBUTIONS = """
            SELECT c.id, c.published_at AS at, c.words, c.dictionary::regconfig AS dictionary
            FROM $.contribution c LEFT JOIN $.community_group g ON g.id = c.group_id
            WHERE NOT c.withdrawn AND NOT c.hidden AND c.words @@ (%%s)
              AND c.dictionary = ANY(:dictionaries)
              AND (CAST(:language AS text) IS NULL OR c.language = CAST(:language AS text))
              AND (c.group_id IS NULL OR %s
                   OR EXISTS (SELECT 1 FROM $.share h JOIN $.community_group g ON g.id = h.group_id
                              WHERE h.contribution = c.id AND %s))
            """.formatted(READ_GROUP, READ_GROUP);

    private static final String MATCHING_MEMBERS = """
            SELECT m.id, m.joined_at AS at, m.words, 'simple'::regconfig AS dictionary
            FROM $.member m WHERE m.present AND m.words @@ websearch_to_tsquery('simple', :words)
            """;

    private static final String RANKED = """
            SELECT id, at, rank FROM (
                SELECT id, at, ts_rank_cd(words, websearch_to_tsquery(dictionary, :words)) AS rank
                FROM (%s ORDER BY at DESC, id DESC LIMIT %d) newest
                WHERE words @@ websearch_to_tsquery(dictionary, :words)
            ) ranked %s ORDER BY rank DESC, at DESC, id DESC LIMIT %d
            """;

    private static final String CONTRIBUTIONS = """
            SELECT c.id, c.kind, c.root, c.title, c.published_at, m.id AS member, m.handle, m.name, m.present,
                   CASE WHEN g.access <> 'SECRET' OR %s THEN c.group_id END AS group_id,
                   ts_headline(c.dictionary::regconfig, c.text,
                               websearch_to_tsquery(c.dictionary::regconfig, :words),
                               'StartSel="", StopSel="", MaxWords=30, MinWords=10') AS snippet
            FROM unnest(:ids) WITH ORDINALITY AS found(id, place)
            JOIN $.contribution c ON c.id = found.id
            JOIN $.member m ON m.id = c.author
            LEFT JOIN $.community_group g ON g.id = c.group_id
            ORDER BY found.place
            """.formatted(Reader.BELONGS_TO_GROUP);

    private static final String MEMBERS = """
            SELECT m.id AS member, m.handle, m.name, m.present
            FROM unnest(:ids) WITH ORDINALITY AS found(id, place) JOIN $.member m ON m.id = found.id
            ORDER BY found.place
            """;

    private final Views views;

    SearchQueries(Views views) {
        this.views = views;
    }

    /** @throws Refusal 400 {@code SEARCH_WITHOUT_WORDS} if it says only what is not looked for */
    Search.Result handle(Search query) {
        Page page = query.page();
        String list = list(query);
        @Nullable Place after = Cursor.read(list, page, Place::read);
        return views.read(SearchProjection.NAME, page.asOf(), reading -> {
            List<Dictionary> telling = telling(reading, query);
            List<Place> found = found(reading, query, telling, after);
            List<Place> shown = found.subList(0, Math.min(found.size(), page.limit()));
            Place last = found.size() > page.limit() ? shown.getLast() : null;
            return new Search.Result(
                    hits(reading, query, shown),
                    last == null ? null : Cursor.write(list, page, last.rank, last.at, last.id),
                    reading.origin());
        });
    }

    /** Ranks are of the words: in the list of others a place would mean nothing. */
    private static String list(Search query) {
        return "search:%s:%08x".formatted(query.type(), Objects.hash(query.words(), query.language()));
    }

    /** Those that are asked. In words as they are each word is one; so where they say nothing, no dictionary's do. */
    private static List<Dictionary> telling(Reading reading, Search query) {
        EnumSet<Dictionary> telling = EnumSet.noneOf(Dictionary.class);
        reading.sql(TELLING)
                .param(
                        "dictionaries",
                        Arrays.stream(Dictionary.values())
                                .map(Dictionary::configuration)
                                .toArray(String[]::new))
                .param("words", query.words())
                .query(row -> {
                    telling.add(Dictionary.valueOf(row.getString("d").toUpperCase(Locale.ROOT)));
                });
        if (!telling.contains(Dictionary.SIMPLE)) {
            throw Refusal.badRequest(
                    "SEARCH_WITHOUT_WORDS",
                    "Say at least one word that is to be found, not only those that are not.",
                    "q");
        }
        if (query.language() != null) {
            telling.retainAll(EnumSet.of(Dictionary.of(query.language())));
        }
        return List.copyOf(telling);
    }

    private static List<Place> found(Reading reading, Search query, List<Dictionary> telling, @Nullable Place after) {
        if (query.type() == Type.CONTRIBUTIONS && telling.isEmpty()) {
            return List.of();
        }
        String matching =
                query.type() == Type.MEMBERS ? MATCHING_MEMBERS : MATCHING_CONTRIBUTIONS.formatted(inAnyOf(telling));
        String rest = after == null ? "" : "WHERE (rank, at, id) < (CAST(:rank AS real), :at, :after)";
        JdbcClient.StatementSpec statement = reading.sql(RANKED.formatted(
                        matching, MOST_RANKED, rest, query.page().limit() + 1))
                .param("words", query.words())
                .param(
                        "dictionaries",
                        telling.stream().map(Dictionary::configuration).toArray(String[]::new))
                .param("language", undistinguished(query.language()))
                .param("reader", query.reader().id());
        if (after != null) {
            statement = statement
                    .param("rank", after.rank)
                    .param("at", Columns.parameter(after.at))
                    .param("after", after.id);
        }
        return statement
                .query((row, n) -> new Place(row.getFloat("rank"), Columns.time(row, "at"), Columns.id(row, "id")))
                .list();
    }

    /**
     * The words as each dictionary reads them: the index finds any of these; of the newest so found the row's own decides,
     * for PostgreSQL cannot guess of how many, and would look for all of them.
     */
    private static String inAnyOf(List<Dictionary> dictionaries) {
        return dictionaries.stream()
                .map(dictionary -> "websearch_to_tsquery('%s', :words)".formatted(dictionary.configuration()))
                .collect(joining(" || "));
    }

    /** A language that its dictionary does not tell from others; absent where it does, and for any. */
    private static @Nullable String undistinguished(@Nullable String language) {
        return Dictionary.of(language) == Dictionary.SIMPLE ? Dictionary.language(language) : null;
    }

    private static List<Hit> hits(Reading reading, Search query, List<Place> shown) {
        boolean areMembers = query.type() == Type.MEMBERS;
        return reading.sql(areMembers ? MEMBERS : CONTRIBUTIONS)
                .param("ids", shown.stream().map(Place::id).toArray(UUID[]::new))
                .param("words", query.words())
                .param("reader", query.reader().id())
                .query((row, n) -> new Hit(areMembers ? null : contribution(row), member(row)))
                .list();
    }

    private static Contribution contribution(ResultSet row) throws SQLException {
        return new Contribution(
                Columns.id(row, "id"),
                row.getString("kind"),
                Columns.id(row, "root"),
                Columns.optionalId(row, "group_id"),
                row.getString("title"),
                row.getString("snippet"),
                Columns.time(row, "published_at"));
    }

    private static Member member(ResultSet row) throws SQLException {
        return new Member(
                Columns.id(row, "member"), row.getString("handle"), row.getString("name"), row.getBoolean("present"));
    }

    /** The last entry of the page before. */
    private record Place(float rank, Instant at, UUID id) {
        static Place read(List<String> parts) {
            return new Place(
                    Float.parseFloat(parts.get(0)),
                    Parameters.storable(Instant.parse(parts.get(1))),
                    UUID.fromString(parts.get(2)));
        }
    }
}
