package org.geben.benchmarks.rebuild;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.geben.benchmarks.DurableDatabase;
import org.geben.benchmarks.Results;
import org.geben.benchmarks.Rounds;
import org.geben.benchmarks.rebuild.conventional.ConventionalViews;
import org.geben.query.generation.Projection;

/**
 * Builds all views of a made-up community anew, in one pass through its log by the application's builder: of a long log
 * and of its beginning, in turns with reading the long one alone. Beside it views are folded once by tracking
 * processors whose handlers execute a statement for each event and table, with 1 and with 100 events in a transaction;
 * of shorter beginnings, since it takes them long. They keep the facts and counts of three views, the builder all that
 * the application keeps.
 *
 * <p>Views are compared with what the log says, and those of the conventional handlers row by row with those that the
 * builder has built of the same log, in all that both keep. Any difference ends the benchmark.
 */
public final class RebuildBenchmark {
    private static final long EVENTS = Long.getLong("events", 2_000_000);
    private static final long BEGINNING = EVENTS / 10;
    private static final long WARM_UP = 2_000;
    private static final int ROUNDS = Integer.getInteger("rounds", 3);
    private static final int BATCH = 100;
    private static final List<String> FACTS = List.of("member", "contribution", "appreciation");

    private final Rounds reading = new Rounds();
    private final Rounds building = new Rounds();
    private final Rounds buildingSome = new Rounds();
    private final Rounds buildingBeginning = new Rounds();
    private long heap;
    private long heapKept;

    private RebuildBenchmark() {}

    private record Conventional(long events, int batch, double perSecond) {}

    private interface Measurement {
        void take() throws InterruptedException;
    }

    /** @param arguments the packaged application, which is not used, and the directory for the result */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Path directory = Path.of(arguments[1]);
        try (DurableDatabase server = DurableDatabase.start(directory)) {
            conventional(server, "warm_up", WARM_UP, BATCH);
            Conventional single = conventional(server, "single", EVENTS / 100, 1);
            Conventional batched = conventional(server, "batched", EVENTS / 20, BATCH);
            RebuildBenchmark benchmark = new RebuildBenchmark();
            benchmark.measure(server);
            Results results = new Results(
                    directory,
                    "rebuild",
                    server.settings(),
                    "how",
                    "events",
                    "events/s",
                    "% of reading alone",
                    "times conventional, batches of 1",
                    "times conventional, batches of " + BATCH,
                    "time for an event, % of the long log's",
                    "heap before collections, MB",
                    "heap after collections, MB");
            benchmark.tell(results, single, batched);
            results.write();
        }
    }

    private static Conventional conventional(DurableDatabase server, String name, long events, int batch)
            throws IOException, InterruptedException {
        try (RecordedCommunity community = RecordedCommunity.of(events, server, name)) {
            Views views = new Views(community);
            ConventionalViews conventional = new ConventionalViews(community.pool());
            double perSecond = perSecond(events, conventional.fold(community.engine(), batch));
            System.err.printf("Conventional, batches of %,d: %,.0f events/s%n", batch, perSecond);
            views.rebuild();
            Figures figures = new Figures(community.database(), Census.of(community.history()));
            for (Projection<?> projection : views.projections()) {
                figures.check(views.live(projection));
                if (ConventionalViews.names().contains(projection.name())) {
                    Rows.checkSame(
                            community.database(),
                            views.live(projection).schema(),
                            ConventionalViews.schema(projection.name()),
                            FACTS);
                }
            }
            return new Conventional(events, batch, perSecond);
        }
    }

    private void measure(DurableDatabase server) throws InterruptedException {
        try (RecordedCommunity beginning = RecordedCommunity.of(BEGINNING, server, "beginning");
                RecordedCommunity whole = RecordedCommunity.of(EVENTS, server, "whole")) {
            Views viewsOfBeginning = new Views(beginning);
            Views views = new Views(whole);
            List<Measurement> measurements = List.of(
                    () -> reading.add(read(whole)),
                    () -> buildingBeginning.add(build(viewsOfBeginning, beginning)),
                    () -> buildingSome.add(build(views, conventionalToo(views), whole)),
                    () -> building.add(buildWithinHeap(views, whole)));
            build(viewsOfBeginning, beginning);
            for (int round = 0; round < ROUNDS; round++) {
                for (Measurement measurement : Rounds.turns(measurements, round)) {
                    measurement.take();
                }
            }
            Figures figures = new Figures(whole.database(), Census.of(whole.history()));
            views.projections().forEach(projection -> figures.check(views.live(projection)));
        }
    }

    private static double read(RecordedCommunity community) {
        long begun = System.nanoTime();
        long read = Census.of(community.history()).all();
        double perSecond = perSecond(read, Duration.ofNanos(System.nanoTime() - begun));
        System.err.printf("Read %,d: %,.0f events/s%n", read, perSecond);
        return perSecond;
    }

    private static double build(Views views, RecordedCommunity community) throws InterruptedException {
        return build(views, views.projections(), community);
    }

    private static double build(Views views, List<Projection<?>> some, RecordedCommunity community)
            throws InterruptedException {
        views.cleanUp();
        double perSecond = perSecond(community.events(), views.rebuild(some));
        System.err.printf("Built %d views of %,d: %,.0f events/s%n", some.size(), community.events(), perSecond);
        return perSecond;
    }

    /** Those views of which the conventional handlers keep the facts. */
    private static List<Projection<?>> conventionalToo(Views views) {
        return views.projections().stream()
                .filter(projection -> ConventionalViews.names().contains(projection.name()))
                .toList();
    }

    private double buildWithinHeap(Views views, RecordedCommunity community) throws InterruptedException {
        try (Heap watched = Heap.watch()) {
            double perSecond = build(views, community);
            heap = Math.max(heap, watched.before());
            heapKept = Math.max(heapKept, watched.after());
            return perSecond;
        }
    }

    private static double perSecond(long events, Duration took) {
        return events * 1e9 / took.toNanos();
    }

    private void tell(Results results, Conventional single, Conventional batched) {
        double perSecond = building.perSecond().median();
        results.add("read and deserialised, nothing folded", EVENTS, reading.perSecond(), 100L, "", "", "", "", "");
        results.add(
                "built",
                EVENTS,
                building.perSecond(),
                Math.round(100 * building.ratioTo(reading)),
                perSecond / single.perSecond,
                perSecond / batched.perSecond,
                100L,
                heap,
                heapKept);
        results.add(
                "built, the three that are conventional, too",
                EVENTS,
                buildingSome.perSecond(),
                Math.round(100 * buildingSome.ratioTo(reading)),
                buildingSome.perSecond().median() / single.perSecond,
                buildingSome.perSecond().median() / batched.perSecond,
                "",
                "",
                "");
        results.add(
                "built",
                BEGINNING,
                buildingBeginning.perSecond(),
                Math.round(100 * buildingBeginning.ratioTo(reading)),
                "",
                "",
                Math.round(100 * building.ratioTo(buildingBeginning)),
                "",
                "");
        for (Conventional conventional : List.of(batched, single)) {
            results.add(
                    "conventional, batches of " + conventional.batch,
                    conventional.events,
                    Math.round(conventional.perSecond),
                    "",
                    conventional.perSecond / single.perSecond,
                    conventional.perSecond / batched.perSecond,
                    "",
                    "",
                    "");
        }
    }
}
