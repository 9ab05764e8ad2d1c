package org.geben.benchmarks.reading;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.geben.benchmarks.DurableDatabase;
import org.geben.benchmarks.Load;
import org.geben.benchmarks.Results;
import org.geben.benchmarks.community.Community;
import org.geben.benchmarks.community.Community.Beginnings;
import org.geben.benchmarks.rebuild.RecordedCommunity;
import org.geben.benchmarks.serving.Api;
import org.geben.benchmarks.serving.Rebuilds;
import org.geben.benchmarks.serving.Server;

/**
 * How long eight readers wait, of whom each asks ten times a second on a schedule that waits for nobody; and how many
 * answers they get if they ask again as soon as they have one. Of a large made-up community and of one of a tenth of it,
 * over HTTP, from the packaged application. Beside it a board as a sorted set of Redis, and one that is counted from the
 * events whenever somebody asks. Readers, server and database share the processors.
 */
public final class ReadBenchmark {
    private static final long SEED = 1;
    private static final long EVENTS = Long.getLong("events", 2_000_000);
    private static final long EVENTS_OF_MEMBER = 20;
    private static final long MEMBERS_OF_GROUP = 100;
    private static final double FOLLOWING = 40;
    private static final int READERS = 8;
    private static final int AROUND = 5;
    private static final int TOP = 100;
    private static final Duration EVERY = Duration.ofMillis(100);
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final Duration MEASURED = Duration.ofSeconds(20);

    private static final String BOARD = "/leaderboards/appreciated";
    private static final String HEALTH = "/health?window=month&at=";
    private static final String HEALTH_OF_A_WEEK = "/health?window=week&at=";

    private static final String FROM_EVENTS = """
            SELECT receiver, count(DISTINCT giver) AS givers, count(*) AS appreciations
            FROM (SELECT data ->> 'receiver' AS receiver, data ->> 'giver' AS giver
                  FROM (SELECT convert_from(payload, 'UTF8')::jsonb AS data FROM event_log.event
                        WHERE payload_type = 'appreciation.given.v1') e) a
            GROUP BY receiver ORDER BY givers DESC, appreciations DESC LIMIT 100
            """;

    private final DurableDatabase server;
    private final Path jar;
    private final Path directory;

    private ReadBenchmark(DurableDatabase server, Path jar, Path directory) {
        this.server = server;
        this.jar = jar;
        this.directory = directory;
    }

    private interface Question {
        void ask() throws IOException, InterruptedException;
    }

    /** @param arguments the packaged application, and the directory for its data and the result */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Path directory = Path.of(arguments[1]);
        try (DurableDatabase server = DurableDatabase.start(directory)) {
            ReadBenchmark benchmark = new ReadBenchmark(server, Path.of(arguments[0]), directory);
            Map<String, Reached> tenth = benchmark.measure("tenth", EVENTS / 10);
            Map<String, Reached> whole = benchmark.measure("whole", EVENTS);
            Results results = new Results(
                    directory,
                    "read",
                    server.settings(),
                    "what",
                    "of a tenth, p50 ms",
                    "p99 ms",
                    "answers/s at most",
                    "of the whole, p50 ms",
                    "p99 ms",
                    "answers/s at most",
                    "p99, times the tenth's");
            whole.forEach((what, reached) -> tell(what, Objects.requireNonNull(tenth.get(what)), reached, results));
            results.write();
        }
    }

    private Map<String, Reached> measure(String name, long events) throws IOException, InterruptedException {
        int members = Math.toIntExact(events / EVENTS_OF_MEMBER);
        Community life =
                new Community(SEED, new Beginnings(members, Math.toIntExact(members / MEMBERS_OF_GROUP), FOLLOWING));
        Map<String, Reached> waits = new LinkedHashMap<>();
        try (RecordedCommunity community = RecordedCommunity.of(events, life, server, name)) {
            Acquaintances acquaintances = Acquaintances.of(community.history());
            try (Server application = Server.start(jar, directory, community.database())) {
                Api api = application.api();
                new Rebuilds(api).awaitCalm();
                waits.put("health of a month, for the first time", first(api, acquaintances));
                Map<String, Question> questions = questions(api, acquaintances);
                for (Question question : questions.values()) {
                    Load.of(READERS, WARM_UP, () -> ask(question));
                }
                questions.forEach((what, question) -> waits.put(what, asked(what, question)));
            }
            compare(community.database(), acquaintances, waits);
        }
        return waits;
    }

    private static Map<String, Question> questions(Api api, Acquaintances who) {
        Map<String, Question> questions = new LinkedHashMap<>();
        questions.put("home", () -> api.read("/feeds/home?limit=20", who.member()));
        questions.put("home, inclusive", () -> api.read("/feeds/home?limit=20&order=inclusive", who.member()));
        questions.put("top 100 of all time", () -> api.read(BOARD + "?window=all&limit=" + TOP, null));
        questions.put(
                "top 100 of a month",
                () -> api.read(BOARD + "?window=month&limit=%d&at=%s".formatted(TOP, who.month()), null));
        questions.put(
                "top 100 of the last 30 days",
                () -> api.read(BOARD + "?window=30d&limit=%d&at=%s".formatted(TOP, who.last()), null));
        questions.put(
                "around me, of all time",
                () -> api.read(BOARD + "?window=all&limit=%d&around=%s".formatted(2 * AROUND + 1, who.ranked()), null));
        questions.put("health of a month, again", () -> api.read(HEALTH + who.month(), null));
        return questions;
    }

    private void compare(DurableDatabase database, Acquaintances who, Map<String, Reached> waits)
            throws IOException, InterruptedException {
        try (SortedSet board = SortedSet.of(who.appreciated(), directory)) {
            waits.put("top 100, sorted set of Redis", asked("Redis", () -> board.top(TOP)));
            waits.put("around me, sorted set of Redis", asked("Redis", () -> board.around(who.ranked(), AROUND)));
        }
        waits.put("top 100, counted from the events", asked("GROUP BY", () -> database.ask(FROM_EVENTS)));
    }

    /**
     * What was reached by those on a schedule, and by those who ask again at once.
     *
     * @param perSecond answers; 0 where nobody asks again
     */
    private record Reached(Histogram waits, double perSecond) {
        double millis(double percentile) {
            return waits.getValueAtPercentile(percentile) / 1_000.0;
        }
    }

    private static Reached asked(String what, Question question) {
        try {
            Runnable call = () -> ask(question);
            Load.of(READERS, AGAIN, call);
            double perSecond = Load.of(READERS, MEASURED, call).perSecond();
            Reached reached =
                    new Reached(Load.paced(READERS, EVERY, MEASURED, call).micros(), perSecond);
            progress(what, reached);
            return reached;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Each month once, by one reader; weeks are asked before, so that the server is compiled and no answer is known. */
    private static Reached first(Api api, Acquaintances who) {
        for (Instant month : who.months()) {
            for (int weeks = -1; weeks <= 1; weeks++) {
                Instant week = month.plus(Duration.ofDays(7L * weeks));
                ask(() -> api.read(HEALTH_OF_A_WEEK + week, null));
            }
        }
        Histogram waits = new Histogram(3);
        for (Instant month : who.months()) {
            long begun = System.nanoTime();
            ask(() -> api.read(HEALTH + month, null));
            waits.recordValue((System.nanoTime() - begun) / 1_000);
        }
        Reached reached = new Reached(waits, 0);
        progress("health of each month", reached);
        return reached;
    }

    private static void progress(String what, Reached reached) {
        System.err.printf(
                "%s: p50 %.2f ms, p99 %.2f ms, at most %,.0f answers/s%n",
                what, reached.millis(50), reached.millis(99), reached.perSecond);
    }

    private static void ask(Question question) {
        try {
            question.ask();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void tell(String what, Reached tenth, Reached whole, Results results) {
        results.add(
                what,
                tenth.millis(50),
                tenth.millis(99),
                tenth.perSecond,
                whole.millis(50),
                whole.millis(99),
                whole.perSecond,
                whole.millis(99) / tenth.millis(99));
    }
}
