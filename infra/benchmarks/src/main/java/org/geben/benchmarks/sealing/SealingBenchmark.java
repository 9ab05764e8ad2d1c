package org.geben.benchmarks.sealing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.geben.benchmarks.DurableDatabase;
import org.geben.benchmarks.Results;
import org.geben.benchmarks.Rounds;

/**
 * What it costs that personal parts of events are sealed: the same made-up community is appended to two logs, and both
 * are read and deserialised, in turns; only one is sealed by the application's vault. In the end both say the same.
 */
public final class SealingBenchmark {
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final long EVENTS_A_ROUND = Long.getLong("events", 500_000L) / ROUNDS;
    private static final long WARM_UP = Math.min(50_000, EVENTS_A_ROUND);

    private SealingBenchmark() {}

    /** @param arguments the packaged application, and the directory for the result */
    public static void main(String... arguments) throws IOException {
        Path application = Path.of(arguments[0]);
        Path directory = Path.of(arguments[1]);
        try (DurableDatabase server = DurableDatabase.start(directory);
                CommunityLog open = CommunityLog.open(server);
                CommunityLog sealed = CommunityLog.sealed(server, application)) {
            List<CommunityLog> logs = List.of(open, sealed);
            for (CommunityLog log : logs) {
                log.append(WARM_UP);
                log.read();
            }
            for (int round = 0; round < ROUNDS; round++) {
                Rounds.turns(logs, round).forEach(log -> log.appending.add(log.append(EVENTS_A_ROUND)));
                Rounds.turns(logs, round).forEach(log -> log.reading.add(log.read()));
            }
            if (open.said() != sealed.said()) {
                throw new IllegalStateException("The sealed log does not say what the other one says");
            }

            Results results = new Results(
                    directory,
                    "sealing",
                    server.settings(),
                    "log",
                    "events",
                    "appended/s",
                    "times not sealed",
                    "read/s",
                    "times not sealed, reading",
                    "bytes an event");
            for (CommunityLog log : logs) {
                results.add(
                        log.name,
                        log.events(),
                        log.appending.perSecond(),
                        log.appending.ratioTo(open.appending),
                        log.reading.perSecond(),
                        log.reading.ratioTo(open.reading),
                        log.bytesAnEvent());
            }
            results.write();
        }
    }
}
