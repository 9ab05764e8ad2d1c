package org.geben.application.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.geben.application.database.EmbeddedDatabaseTest.BINARIES;
import static org.geben.application.database.EmbeddedDatabaseTest.query;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledOwnerTest {

    /** More of them under the soak profile. */
    private static final int ROUNDS = Integer.getInteger("geben.test.kills", 3);

    @TempDir
    Path data;

    @Test
    void losesNoAcknowledgedRowWhenItsOwnerIsKilledAgainAndAgain() throws Exception {
        Random random = new Random(18);
        long acknowledged = 0;
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged = insertAndKill(acknowledged, 50 + random.nextInt(500));
            assertThat(Postmaster.running(data.resolve("postgresql")))
                    .as("the orphan")
                    .isPresent();
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.open(data, BINARIES, WhenInUse.REFUSE)) {
            assertThat(query(database, "SELECT count(*) FROM acknowledged WHERE number <= " + acknowledged))
                    .isEqualTo("" + acknowledged);
        }
    }

    @Test
    void comesUpHoweverEarlyItsFirstStartIsKilled() throws Exception {
        // The steps cover unpacking, initdb, the first start and the first rows on slow and fast machines.
        for (int milliseconds = 400; milliseconds <= 2_800; milliseconds += 400) {
            Process owner = start();
            assertThat(owner.waitFor(milliseconds, TimeUnit.MILLISECONDS))
                    .as("still alive")
                    .isFalse();
            owner.destroyForcibly().waitFor();
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.open(data, BINARIES, WhenInUse.REFUSE)) {
            assertThat(query(database, "SELECT 1")).isEqualTo("1");
        }
    }

    private long insertAndKill(long before, int rows) throws Exception {
        Process owner = start();
        long last = before;
        List<String> output = new ArrayList<>();
        try (BufferedReader lines = owner.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                if (line.startsWith("row ")) {
                    last = Long.parseLong(line.substring("row ".length()));
                }
                if (last >= before + rows) {
                    // Process.destroyForcibly() would close the stream, and with it hide the last acknowledgements.
                    owner.toHandle().destroyForcibly();
                }
            }
        }
        owner.waitFor();
        assertThat(last).as(() -> String.join("\n", output)).isGreaterThanOrEqualTo(before + rows);
        return last;
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        InsertingProcess.class.getName(),
                        data.toString())
                .redirectErrorStream(true)
                .start();
    }
}
