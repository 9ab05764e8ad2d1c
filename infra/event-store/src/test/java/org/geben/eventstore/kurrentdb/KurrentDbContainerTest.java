package org.geben.eventstore.kurrentdb;

import org.geben.eventstore.EventLog;
import org.geben.eventstore.contract.EventLogContract;
import org.geben.eventstore.contract.Scene;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** On a KurrentDB of its makers', in a container. */
@EnabledIf(
        value = "dockerAnswers",
        disabledReason =
                "Docker does not answer here, so the contract was not tried on a real KurrentDB in a container.")
class KurrentDbContainerTest implements EventLogContract {

    private static final DockerImageName IMAGE =
            DockerImageName.parse("docker.kurrent.io/kurrent-latest/kurrentdb:25.1");
    private static final int PORT = 2113;

    private static final GenericContainer<?> SERVER = new GenericContainer<>(IMAGE)
            .withEnv("KURRENTDB_INSECURE", "true")
            .withEnv("KURRENTDB_MEM_DB", "true")
            .withEnv("KURRENTDB_MAX_APPEND_SIZE", Integer.toString(KurrentLog.MAX_APPEND_SIZE))
            .withExposedPorts(PORT)
            .waitingFor(Wait.forHttp("/health/live").forStatusCodeMatching(status -> status / 100 == 2));

    private final Scene<EventLog> scene = Scene.on(
            KurrentLog.at("kurrentdb://%s:%d?tls=false".formatted(SERVER.getHost(), SERVER.getMappedPort(PORT))));

    static boolean dockerAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @Override
    public Scene<EventLog> scene() {
        return scene;
    }

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }
}
