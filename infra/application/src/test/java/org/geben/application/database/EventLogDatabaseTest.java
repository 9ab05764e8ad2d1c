package org.geben.application.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.geben.application.GebenApplication;
import org.geben.application.process.Launcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

class EventLogDatabaseTest {

    @Test
    void waitsForASilentHostNoLongerThanItMust(@TempDir Path data) throws Exception {
        try (ConfigurableApplicationContext context =
                new Launcher(GebenApplication.class, List.of("--geben.data-dir=" + data)).startOffline()) {
            EventLogDatabase log = context.getBean(EventLogDatabase.class);
            assertThat(log.writing()).isNotSameAs(log.reading());
            for (var pool : log.pools()) {
                try (Connection connection = pool.getConnection()) {
                    assertThat(connection.getNetworkTimeout()).isEqualTo(30_000);
                }
            }
        }
    }
}
