package org.geben.application.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.geben.application.GebenApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class LauncherTest {

    @Test
    void sharesTheDatabaseOfWhoeverIsThereFirst(@TempDir Path data) {
        Launcher launcher = new Launcher(GebenApplication.class, List.of("--geben.data-dir=" + data));
        try (ConfigurableApplicationContext owner = launcher.startOffline()) {
            try (ConfigurableApplicationContext guest = launcher.startOffline()) {
                sql(guest, "CREATE TABLE shared (word text)");
            }
            assertThat(sql(owner, "INSERT INTO shared VALUES ('danke')")).isEqualTo(1);
            assertThat(owner).isNotInstanceOf(WebServerApplicationContext.class);
            assertThat(owner.getEnvironment().getProperty("geben.projections.enabled"))
                    .isEqualTo("false");
        }
        assertThat(data.resolve("postgresql/postmaster.pid")).doesNotExist();
        assertThat(data.resolve("admin.key")).as("needed by a web server only").doesNotExist();
    }

    private static int sql(ConfigurableApplicationContext context, String statement) {
        return context.getBean(JdbcClient.class).sql(statement).update();
    }
}
