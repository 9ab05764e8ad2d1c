package org.geben.application.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.geben.application.GebenApplication;
import org.geben.application.imports.ImportCommand;
import org.geben.application.imports.SharedData;
import org.geben.application.process.Launcher;
import org.geben.application.recording.RecordingContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;

/** A real community as it was in a month of its own. */
@Isolated("Compares how long it takes to answer.")
class PastOfACommunityTest {
    private static final String AUGUST = "asOf=2018-08-31T23:59:59.999999Z";
    private static final int READS = 100;

    @TempDir
    Path data;

    @Test
    void onceFoldedAPastIsReadNearlyAsQuicklyAsThePresent() throws Exception {
        Path export = SharedData.directory("se-quantumcomputing-2018");
        assertThat(ImportCommand.with(
                                () -> new RecordingContext(
                                        new Launcher(GebenApplication.class, List.of("--geben.data-dir=" + data))
                                                .startOffline()),
                                new PrintWriter(Writer.nullWriter()))
                        .execute("stackexchange", export.toString()))
                .isZero();
        try (ServingContext server = ServingContext.start(data, "--geben.read.wait=60s")) {
            Api api = server.api();
            int members = 0;
            for (String view : List.of("/feeds/community?", "/leaderboards/giving?window=month&", "/health?")) {
                String live =
                        view + (view.startsWith("/health") ? "to=2018-09-01T00:00:00Z" : "at=2018-08-31T12:00:00Z");
                warm(api, live);
                long begun = System.nanoTime();
                JsonNode first = api.get(view + AUGUST);
                Duration firstCall = Duration.ofNanos(System.nanoTime() - begun);
                long[] present = new long[READS];
                long[] past = new long[READS];
                for (int i = 0; i < READS; i++) {
                    present[i] = nanos(api, live);
                    past[i] = nanos(api, view + AUGUST);
                }
                long[] extended = new long[READS];
                for (int i = 0; i < READS; i++) {
                    api.create("/members", null, Map.of("handle", "new" + members++, "name", "New"));
                    extended[i] = nanos(api, view + AUGUST);
                }
                long presentMedian = median(present);
                long pastMedian = median(past);
                System.out.printf(
                        "%s as of August 2018: first %d ms, then %.2f ms, behind a grown log %.2f ms; live %.2f ms%n",
                        view, firstCall.toMillis(), pastMedian / 1e6, median(extended) / 1e6, presentMedian / 1e6);
                assertThat(first.get("position").asLong()).isPositive();
                assertThat(pastMedian).isLessThanOrEqualTo(2 * presentMedian);
            }
        }
    }

    /** The view may still be built. */
    private static void warm(Api api, String path) throws Exception {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> api.call("GET", path, null, null).status() == 200);
        for (int i = 0; i < READS; i++) {
            api.get(path);
        }
    }

    private static long nanos(Api api, String path) throws Exception {
        long begun = System.nanoTime();
        api.get(path);
        return System.nanoTime() - begun;
    }

    private static long median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
