package org.geben.query.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.flywaydb.core.Flyway;
import org.geben.kernel.member.MemberId;
import org.geben.query.AsOf;
import org.geben.query.Cut;
import org.geben.query.Story;
import org.geben.query.generation.Generation.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What earlier releases have left in the database is read, built on and dropped by this one. */
class MigrationTest {
    private static final String DATABASE = "former";

    private final ReadSide shared = ReadSide.shared();
    private final String url = shared.url.replace("/postgres?", "/" + DATABASE + "?");
    private final JdbcTemplate former = new JdbcTemplate(new DriverManagerDataSource(url));
    private final Arrivals arrivals = new Arrivals(1);
    private final Diary diary = new Diary();
    private final Story story = new Story();
    private final MemberId ana = story.joins("ana");
    private final MemberId ben = story.joins("ben");

    @BeforeEach
    void makeDatabase() {
        shared.jdbc.execute("CREATE DATABASE " + DATABASE);
    }

    @AfterEach
    void dropDatabase() {
        shared.jdbc.execute("DROP DATABASE %s WITH (FORCE)".formatted(DATABASE));
    }

    @Test
    void generationsFromBeforeTheCatalogueAreReadAndFollowedAndReplaced() throws InterruptedException {
        migrateTo("3");
        former.update("INSERT INTO geben.followed_log (engine) VALUES ('postgresql')");
        former.update("INSERT INTO geben.generation (projection, version, state, position, target) VALUES"
                + " ('arrivals', 1, 'LIVE', 4, 0), ('diary', 1, 'LIVE', 1, 4)");
        arrivalsIn("arrivals_1", ana, ben);
        entriesIn("diary_2");
        token("arrivals-1", 4);
        token("diary-2", 1);

        try (ReadSide readSide = ReadSide.at(url)) {
            Generations generations = readSide.following(story);
            Generation live = generations.live(arrivals).orElseThrow();
            assertThat(live.events()).isEqualTo(4);
            assertThat(position(readSide, AsOf.NOW)).isEqualTo(4);
            assertThat(readSide.verify(arrivals, story).state()).isEqualTo(Verification.State.EQUAL);
            story.joins("cleo");
            readSide.fold(readSide.follow(arrivals), story.log().subList(4, 6), 10);
            assertThat(position(readSide, AsOf.now(6))).isEqualTo(6);

            // It had answered nobody yet, and was folded in another way.
            assertThat(generations.live("diary")).isEmpty();
            assertThat(readSide.schemas()).doesNotContain("diary_2");
            generations.prepare(diary);
            generations.build(arrivals);
            readSide.builder(generations, story, arrivals, diary).buildAll(() -> {});
            generations.dropRetired(Duration.ZERO);

            assertThat(generations.all()).extracting(Generation::state).containsExactly(State.LIVE, State.LIVE);
            assertThat(readSide.schemas()).doesNotContain(live.schema());
            assertThat(former.queryForList("SELECT processor_name FROM geben.token_entry", String.class))
                    .doesNotContain("arrivals-1", "diary-2");
        }
    }

    @Test
    void generationsFromBeforeTheFillingAreReadAndFinishedAndDropped() throws InterruptedException {
        migrateTo("7");
        former.update("INSERT INTO geben.followed_log (engine) VALUES ('postgresql')");
        former.update("""
                INSERT INTO geben.generation (projection, version, state, position, target, events, indexed, held,
                    cut_position, last_folded, first_left_out, used_at, parked, started_at, finished_at) VALUES
                ('arrivals', 1, 'LIVE',      4, 0, 3, true,  false, NULL, 0, NULL, NULL,  1, NULL,  NULL),
                ('arrivals', 1, 'FROZEN',    2, 2, 2, true,  false, 2,    2, 3,    now(), 0, now(), now()),
                ('arrivals', 1, 'READY',     4, 4, 4, true,  true,  NULL, 0, NULL, NULL,  0, now(), now()),
                ('arrivals', 1, 'VERIFYING', 2, 4, 2, false, false, NULL, 0, NULL, NULL,  0, now(), NULL),
                ('diary',    1, 'BUILDING',  2, 4, 2, false, false, NULL, 0, NULL, NULL,  0, now(), NULL),
                ('arrivals', 1, 'RETIRED',   4, 4, 4, true,  false, NULL, 0, NULL, NULL,  0, now(), now())
                """);
        arrivalsIn("arrivals_1", ana);
        arrivalsIn("arrivals_2", ana);
        arrivalsIn("arrivals_3", ana, ben);
        arrivalsIn("arrivals_4", ana);
        former.execute("DROP INDEX arrivals_4.arrival_handle");
        entriesIn("diary_5");
        arrivalsIn("arrivals_6", ana, ben);
        token("arrivals-1", 4);
        former.update("INSERT INTO geben.verification (projection, fresh) VALUES ('arrivals', 4)");
        parked(1, story.log().get(2));

        try (ReadSide readSide = ReadSide.at(url)) {
            Generations generations = readSide.following(story);
            assertThat(readSide.schemas()).doesNotContain("diary_5");
            assertThat(generations.live(arrivals).orElseThrow().incomplete()).isEqualTo(new Incomplete(1, 0, 0));
            assertThat(position(readSide, new Cut.ByPosition(2))).isEqualTo(2);
            assertThat(position(readSide, new Cut.ByPosition(3))).isEqualTo(3);
            readSide.retryAll(generations, story, arrivals);
            readSide.verifier(new Told(story), arrivals).verifyAll();
            assertThat(readSide.verifications().lastOfEach())
                    .singleElement()
                    .extracting(Verification::state)
                    .isEqualTo(Verification.State.EQUAL);

            // What was folded late has it folded anew, and the one that is held takes its turn behind that.
            assertThat(generations.release(generations.find(3).orElseThrow())).isTrue();
            generations.prepare(diary);
            readSide.builder(generations, story, arrivals, diary).buildAll(() -> {});
            generations.dropRetired(Duration.ZERO);

            assertThat(generations.live(diary)).isPresent();
            assertThat(position(readSide, AsOf.now(4))).isEqualTo(4);
            assertThat(generations.all()).extracting(Generation::state).containsOnly(State.LIVE, State.FROZEN);
            assertThat(readSide.schemas())
                    .contains("arrivals_2")
                    .doesNotContain("arrivals_1", "arrivals_4", "arrivals_6");
        }
    }

    private long position(ReadSide readSide, AsOf asOf) {
        Views views = readSide.views(new Told(story), readSide.positions, Duration.ofSeconds(20), arrivals);
        return views.read("arrivals", asOf, reading -> {
            long rows = reading.sql("SELECT count(*) FROM $.arrival")
                    .query(Long.class)
                    .single();
            assertThat(rows).isEqualTo((reading.origin().position() + 1) / 2 - missing(reading));
            return reading.origin().position();
        });
    }

    private static long missing(Reading reading) {
        Incomplete incomplete = reading.origin().incomplete();
        return incomplete == null ? 0 : incomplete.parked();
    }

    private void migrateTo(String version) {
        Flyway.configure()
                .dataSource(new DriverManagerDataSource(url))
                .schemas("geben")
                .locations("classpath:db/read-side")
                .target(version)
                .load()
                .migrate();
    }

    private void arrivalsIn(String schema, MemberId... members) {
        former.execute("CREATE SCHEMA " + schema);
        former.execute(
                "CREATE TABLE %1$s.arrival (member uuid PRIMARY KEY, handle text NOT NULL); CREATE INDEX arrival_handle ON %1$s.arrival (handle)"
                        .formatted(schema));
        for (MemberId member : members) {
            former.update(
                    "INSERT INTO %s.arrival VALUES (?, ?)".formatted(schema),
                    member.value(),
                    member.equals(ana) ? "ana" : "ben");
        }
    }

    private void entriesIn(String schema) {
        former.execute("CREATE SCHEMA " + schema);
        former.execute(
                "CREATE TABLE %s.entry (nr bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, member uuid NOT NULL, what text NOT NULL)"
                        .formatted(schema));
    }

    private void token(String processor, long position) {
        former.update("""
                INSERT INTO geben.token_entry (processor_name, segment, token, token_type, stored_at)
                VALUES (?, 0, convert_to(?, 'UTF8'), 'org.axonframework.eventhandling.GlobalSequenceTrackingToken',
                        '2026-03-01T00:00:00Z')
                """, processor, "{\"globalIndex\":%d}".formatted(position));
    }

    private void parked(long generation, TrackedEventMessage<?> event) {
        DomainEventMessage<?> ofStream = (DomainEventMessage<?>) event;
        former.update(
                """
                INSERT INTO geben.dead_letter
                    (generation, stream, sequence, position, event_id, event_type, cause, attempts)
                VALUES (?, ?, ?, ?, ?, 'member.joined.v1', 'It was not to be borne.', 3)
                """,
                generation,
                ofStream.getAggregateIdentifier(),
                ofStream.getSequenceNumber(),
                Fold.position(event),
                event.getIdentifier());
    }
}
