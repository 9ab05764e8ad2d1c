package org.geben.application.journey;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommunityJourneyTest implements CommunityJourneyContract {

    private ServingContext server;

    @BeforeAll
    void serve(@TempDir Path data) {
        server = ServingContext.start(data);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Override
    public Api api() {
        return server.api();
    }
}
