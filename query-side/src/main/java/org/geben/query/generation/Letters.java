package org.geben.query.generation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.geben.query.Columns;
import org.geben.query.generation.DeadLetter.Decision;
import org.geben.query.generation.DeadLetter.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of dead letters. Of the parked ones of a stream the first has a cause, and the others wait behind it. Whoever
 * writes holds the row of their generation, so that those who follow the log and those who decide take turns.
 */
final class Letters {
    private static final String FAILED = """
            SELECT d.id, g.projection, g.projection || '-' || g.id AS generation, d.stream, d.sequence, d.position,
                   d.event_id, d.event_type, d.cause, d.attempts, d.parked_at, d.decision, d.reason, d.decided_by,
                   d.decided_at,
                   (SELECT count(*) FROM geben.dead_letter w
                    WHERE d.decision IS NULL AND w.generation = d.generation AND w.stream = d.stream
                      AND w.position > d.position AND w.decision IS NULL) AS behind
            FROM geben.dead_letter d JOIN geben.generation g ON g.id = d.generation
            WHERE d.cause IS NOT NULL AND g.state IN ('LIVE', 'RETIRED') AND num_nonnulls(g.cut_position, g.cut_time) = 0
            """;

    private static final String LEFT_OUT_OF_LIVE = """
             FROM geben.dead_letter d JOIN geben.generation live ON live.id = d.generation
             WHERE live.projection = :projection AND live.state = 'LIVE'
               AND (d.decision = 'SKIPPED' OR d.decision IS NULL)
            """;

    private final Tables tables;
    private final JdbcClient client;

    Letters(DataSource readSide) {
        JdbcTemplate jdbc = new JdbcTemplate(readSide);
        this.tables = new Tables(jdbc, "geben", new Sent());
        this.client = JdbcClient.create(jdbc);
    }

    /** Where a parked event is to be found in the log. */
    record Place(long id, long sequence, long position) {}

    /** The streams of which events are parked; a new set. */
    Set<String> streams(Generation generation) {
        return new HashSet<>(client.sql("""
                        SELECT DISTINCT stream FROM geben.dead_letter WHERE generation = :generation AND decision IS NULL
                        """)
                .param("generation", generation.id())
                .query(String.class)
                .list());
    }

    /**
     * Parks events that the generation has come past and does not hold.
     *
     * @param attempts how often it was tried to fold those that have failed
     */
    void park(Generation generation, List<Unfolded> events, int attempts) {
        Rows rows = Rows.of(
                "stream text",
                "sequence bigint",
                "position bigint",
                "event_id text",
                "event_type text",
                "cause text",
                "attempts integer");
        for (Unfolded unfolded : events) {
            LoggedEvent event = unfolded.event();
            Exception failure = unfolded.failure();
            rows.add(
                    event.stream(),
                    event.sequence(),
                    event.position(),
                    event.event().getIdentifier(),
                    event.type(),
                    failure == null ? null : Poison.sentence(failure),
                    failure == null ? 0 : attempts);
        }
        tables.write("""
                INSERT INTO $.dead_letter
                    (generation, stream, sequence, position, event_id, event_type, cause, attempts)
                SELECT %d, stream, sequence, position, event_id, event_type, cause, attempts FROM :rows
                """.formatted(generation.id()), rows);
        client.sql("UPDATE geben.generation SET parked = parked + :events, events = events - :events WHERE id = :id")
                .param("events", events.size())
                .param("id", generation.id())
                .update();
    }

    /** Those that have failed, parked or not; an event that only waits behind one of them is counted there. */
    List<DeadLetter> failed(@Nullable String projection, long after, int limit) {
        return client.sql(FAILED + """
                         AND d.id > :after AND (:projection::text IS NULL OR g.projection = :projection)
                        ORDER BY d.id LIMIT :limit
                        """)
                .param("after", after)
                .param("projection", projection)
                .param("limit", limit)
                .query(Letters::letter)
                .list();
    }

    /** One that has failed, parked or not. */
    Optional<DeadLetter> failed(long id) {
        return client.sql(FAILED + " AND d.id = :id")
                .param("id", id)
                .query(Letters::letter)
                .optional();
    }

    /** Whose it is, also of one that only waits. */
    Optional<Long> generationOf(long id) {
        return client.sql("SELECT generation FROM geben.dead_letter WHERE id = :id")
                .param("id", id)
                .query(Long.class)
                .optional();
    }

    /** The first parked events of a stream, in order. */
    List<Place> parked(Generation generation, String stream, int atMost) {
        return client.sql("""
                        SELECT id, sequence, position FROM geben.dead_letter
                        WHERE generation = :generation AND stream = :stream AND decision IS NULL
                        ORDER BY position LIMIT :limit
                        """)
                .param("generation", generation.id())
                .param("stream", stream)
                .param("limit", atMost)
                .query((row, n) -> new Place(row.getLong("id"), row.getLong("sequence"), row.getLong("position")))
                .list();
    }

    /** Notes that parked events of a stream, up to a position, were folded after all. */
    void folded(Generation generation, String stream, long upTo, Verdict verdict) {
        int folded = decide(generation, stream, upTo, Outcome.FOLDED, verdict);
        client.sql("""
                        UPDATE geben.generation
                        SET parked = parked - :events, late = late + :events, events = events + :events WHERE id = :id
                        """).param("events", folded).param("id", generation.id()).update();
    }

    /** Notes that the first parked event of a stream is left out. */
    void skipped(Generation generation, DeadLetter letter, Verdict verdict) {
        int skipped = decide(generation, letter.stream(), letter.position(), Outcome.SKIPPED, verdict);
        client.sql("UPDATE geben.generation SET parked = parked - :events, skipped = skipped + :events WHERE id = :id")
                .param("events", skipped)
                .param("id", generation.id())
                .update();
    }

    /** Where events stand that a live generation was folded without. */
    record LeftOut(Set<Long> skipped, Set<Long> parked) {
        static final LeftOut NOTHING = new LeftOut(Set.of(), Set.of());
    }

    /**
     * What the projection's live generation leaves out behind a position.
     *
     * @param parkedToo also what is parked there, if the same code has made it
     */
    LeftOut leftOutOfLive(Generation generation, boolean parkedToo, long behind) {
        LeftOut leftOut = new LeftOut(new HashSet<>(), new HashSet<>());
        client.sql("SELECT d.position, d.decision" + LEFT_OUT_OF_LIVE + """
                             AND d.position > :behind AND (d.decision = 'SKIPPED' OR :parked AND live.version = :version)
                        """)
                .param("projection", generation.projection())
                .param("behind", behind)
                .param("parked", parkedToo)
                .param("version", generation.version())
                .query(row -> {
                    boolean isParked = row.getString("decision") == null;
                    (isParked ? leftOut.parked : leftOut.skipped).add(row.getLong("position"));
                });
        return leftOut;
    }

    /**
     * Notes that a generation is built without these events, as the live one is; so the decisions outlive its letters.
     *
     * @return whether all of them are still left out there
     */
    boolean leaveOut(Generation generation, List<Long> positions) {
        return client.sql("""
                        WITH left_out AS (
                            INSERT INTO geben.dead_letter (generation, stream, sequence, position, event_id, event_type,
                                cause, attempts, parked_at, decision, reason, decided_by, decided_at)
                            SELECT :id, d.stream, d.sequence, d.position, d.event_id, d.event_type,
                                d.cause, d.attempts, d.parked_at, d.decision, d.reason, d.decided_by, d.decided_at
                            %s AND d.position = ANY (:positions)
                            RETURNING decision),
                        counted AS (
                            SELECT count(*) AS events, count(decision) AS skipped FROM left_out)
                        UPDATE geben.generation g
                        SET parked = parked + c.events - c.skipped, skipped = g.skipped + c.skipped,
                            events = g.events - c.events
                        FROM counted c WHERE g.id = :id
                        RETURNING c.events
                        """.formatted(LEFT_OUT_OF_LIVE))
                        .param("id", generation.id())
                        .param("projection", generation.projection())
                        .param("positions", positions.toArray(Long[]::new))
                        .query(Long.class)
                        .single()
                == positions.size();
    }

    /** Whether the projection's live generation does not hold an event either, or has not come so far, or there is none. */
    boolean isLackedByLive(Generation generation, long position) {
        return client.sql("""
                        SELECT coalesce(bool_and(live.position < :position OR EXISTS (
                            SELECT FROM geben.dead_letter d
                            WHERE d.generation = live.id AND d.position = :position AND d.decision IS NULL)), true)
                        FROM geben.generation live WHERE live.projection = :projection AND live.state = 'LIVE'
                        """)
                .param("projection", generation.projection())
                .param("position", position)
                .query(Boolean.class)
                .single();
    }

    /** Whether the projection's live generation holds, or has skipped, an event that is parked in this one. */
    boolean lacksMoreThanLive(Generation generation) {
        return client.sql("""
                        SELECT EXISTS (
                            SELECT FROM geben.dead_letter d
                            JOIN geben.generation live ON live.projection = :projection AND live.state = 'LIVE'
                            WHERE d.generation = :id AND d.decision IS NULL AND d.position <= live.position
                                AND NOT EXISTS (
                                    SELECT FROM geben.dead_letter l WHERE l.generation = live.id
                                        AND l.position = d.position AND l.decision IS NULL))
                        """)
                .param("projection", generation.projection())
                .param("id", generation.id())
                .query(Boolean.class)
                .single();
    }

    /** Whether the same events are parked in one and the other, and the same skipped. */
    boolean lackTheSame(Generation one, Generation other) {
        return client.sql("""
                        WITH lacking AS (
                            SELECT generation, position, decision FROM geben.dead_letter
                            WHERE generation IN (:one, :other) AND (decision IS NULL OR decision = 'SKIPPED'))
                        SELECT NOT EXISTS (SELECT FROM lacking GROUP BY position, decision HAVING count(*) < 2)
                        """)
                .param("one", one.id())
                .param("other", other.id())
                .query(Boolean.class)
                .single();
    }

    /**
     * Whether the past would lack less if it were built now: an event that is parked in it has been decided about since it
     * was ordered, or the live generation has been replaced by one of the same code.
     */
    boolean isOutdated(Generation past) {
        return client.sql("""
                        SELECT EXISTS (
                            SELECT FROM geben.generation live
                            WHERE live.projection = :projection AND live.state = 'LIVE' AND live.version = :version
                              AND (live.finished_at > :created OR EXISTS (
                                    SELECT FROM geben.dead_letter d JOIN geben.dead_letter l ON l.position = d.position
                                    WHERE d.generation = :id AND d.decision IS NULL
                                        AND l.generation = live.id AND l.decided_at > :created)))
                        """)
                .param("projection", past.projection())
                .param("version", past.version())
                .param("id", past.id())
                .param("created", Columns.parameter(past.createdAt()))
                .query(Boolean.class)
                .single();
    }

    /**
     * The projections whose live generations hold events late and wait for none, unless one is being built in the place of
     * theirs, or has failed since.
     */
    Set<String> toBeBuiltAnew() {
        return Set.copyOf(client.sql("""
                        SELECT live.projection FROM geben.generation live
                        WHERE live.state = 'LIVE' AND live.late > 0 AND live.parked = 0 AND NOT EXISTS (
                            SELECT FROM geben.generation g
                            WHERE g.projection = live.projection AND num_nonnulls(g.cut_position, g.cut_time) = 0
                                AND (g.state = 'BUILDING' AND NOT g.held
                                     OR g.state = 'FAILED' AND g.finished_at > (
                                        SELECT max(decided_at) FROM geben.dead_letter WHERE generation = live.id)))
                        """).query(String.class).list());
    }

    /** Notes that the first parked event of a stream has failed, or has failed again. */
    void failed(Place place, Exception failure) {
        client.sql("UPDATE geben.dead_letter SET cause = :cause, attempts = attempts + 1 WHERE id = :id")
                .param("cause", Poison.sentence(failure))
                .param("id", place.id)
                .update();
    }

    private int decide(Generation generation, String stream, long upTo, Outcome outcome, Verdict verdict) {
        return client.sql("""
                        UPDATE geben.dead_letter
                        SET decision = :decision, reason = :reason, decided_by = :by, decided_at = clock_timestamp()
                        WHERE generation = :generation AND stream = :stream AND position <= :upTo AND decision IS NULL
                        """)
                .param("decision", outcome.name())
                .param("reason", verdict.reason())
                .param("by", verdict.by())
                .param("generation", generation.id())
                .param("stream", stream)
                .param("upTo", upTo)
                .update();
    }

    private static DeadLetter letter(ResultSet row, int n) throws SQLException {
        String decision = row.getString("decision");
        return new DeadLetter(
                row.getLong("id"),
                row.getString("projection"),
                row.getString("generation"),
                row.getString("stream"),
                row.getLong("sequence"),
                row.getLong("position"),
                row.getString("event_id"),
                row.getString("event_type"),
                row.getString("cause"),
                row.getInt("attempts"),
                Columns.time(row, "parked_at"),
                row.getLong("behind"),
                decision == null
                        ? null
                        : new Decision(
                                Outcome.valueOf(decision),
                                row.getString("reason"),
                                Columns.optionalId(row, "decided_by"),
                                Columns.time(row, "decided_at")));
    }
}
