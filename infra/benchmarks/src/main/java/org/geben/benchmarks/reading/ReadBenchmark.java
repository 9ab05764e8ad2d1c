package org.geben.benchmarks.reading;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
 * How long eight readers wait who ask again as soon as they have their answers: of a large made-up community and of one
 * of a tenth of it, over HTTP, from the packaged application. Beside it a board as a sorted set of Redis, and one that is
 * counted from the events whenever somebody asks. Readers, server and database share the processors.
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
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration MEASURED = Duration.ofSeconds(15);

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
            Map<String, Histogram> tenth = benchmark.measure("tenth", EVENTS / 10);
            Map<String, Histogram> whole = benchmark.measure("whole", EVENTS);
            Results results = new Results(
                    directory,
                    "read",
                    server.settings(),
                    "what",
                    "of a tenth, answers",
                    "p50 ms",
                    "p99 ms",
                    "of the whole, answers",
                    "p50 ms",
                    "p99 ms",
                    "most ms",
                    "p99, times the tenth's");
            whole.forEach((what, waits) -> tell(what, Objects.requireNonNull(tenth.get(what)), waits, results));
            results.write();
        }
    }

    private Map<String, Histogram> measure(String name, long events) throws IOException, InterruptedException {
        int members = Math.toIntExact(events / EVENTS_OF_MEMBER);
        Community life =
                new Community(SEED, new Beginnings(members, Math.toIntExact(members / MEMBERS_OF_GROUP), FOLLOWING));
        Map<String, Histogram> waits = new LinkedHashMap<>();
        try (RecordedCommunity community = RecordedCommunity.of(events, life, server, name)) {
            Acquaintances acquaintances = Acquaintances.of(community.history());
            try (Server application = Server.start(jar, directory, community.database());
                    Api api = application.api()) {
                new Rebuilds(api).awaitCalm();
                questions(api, acquaintances).forEach((what, question) -> waits.put(what, asked(what, question)));
            }
            compare(community.database(), acquaintances, waits);
        }
        return waits;
    }

    private static Map<String, Question> questions(Api api, Acquaintances who) {
        String now = "&at=" + who.last();
        Map<String, Question> questions = new LinkedHashMap<>();
        questions.put("home", () -> api.call("GET", "/feeds/home?limit=20", who.member(), null));
        questions.put(
                "home, inclusive", () -> api.call("GET", "/feeds/home?limit=20&order=inclusive", who.member(), null));
        questions.put("top 100 of all time", () -> api.get("/leaderboards/appreciated?window=all&limit=" + TOP));
        questions.put(
                "top 100 of a month",
                () -> api.get("/leaderboards/appreciated?window=month&limit=%d&at=%s".formatted(TOP, who.month())));
        questions.put(
                "top 100 of the last 30 days",
                () -> api.get("/leaderboards/appreciated?window=30d&limit=%d%s".formatted(TOP, now)));
        questions.put(
                "around me, of all time",
                () -> api.get("/leaderboards/appreciated?window=all&limit=%d&around=%s"
                        .formatted(2 * AROUND + 1, who.ranked())));
        questions.put("health of a month", () -> api.get("/health?window=month&at=" + who.month()));
        return questions;
    }

    private void compare(DurableDatabase database, Acquaintances who, Map<String, Histogram> waits)
            throws IOException, InterruptedException {
        try (SortedSet board = SortedSet.of(who.appreciated(), directory)) {
            waits.put("top 100, sorted set of Redis", asked("Redis", () -> board.top(TOP)));
            waits.put("around me, sorted set of Redis", asked("Redis", () -> board.around(who.ranked(), AROUND)));
        }
        waits.put("top 100, counted from the events", asked("GROUP BY", () -> database.ask(FROM_EVENTS)));
    }

    private static Histogram asked(String what, Question question) {
        try {
            load(question, WARM_UP);
            Histogram waits = load(question, MEASURED);
            System.err.printf(
                    "%s: %,d answers, p50 %.2f ms, p99 %.2f ms%n",
                    what, waits.getTotalCount(), millis(waits, 50), millis(waits, 99));
            return waits;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Histogram load(Question question, Duration lasting) throws InterruptedException {
        return Load.of(READERS, lasting, () -> {
                    try {
                        question.ask();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException(e);
                    }
                })
                .micros();
    }

    private static void tell(String what, Histogram tenth, Histogram whole, Results results) {
        results.add(
                what,
                tenth.getTotalCount(),
                millis(tenth, 50),
                millis(tenth, 99),
                whole.getTotalCount(),
                millis(whole, 50),
                millis(whole, 99),
                whole.getMaxValue() / 1_000.0,
                millis(whole, 99) / millis(tenth, 99));
    }

    private static double millis(Histogram waits, double percentile) {
        return waits.getValueAtPercentile(percentile) / 1_000.0;
    }
}
