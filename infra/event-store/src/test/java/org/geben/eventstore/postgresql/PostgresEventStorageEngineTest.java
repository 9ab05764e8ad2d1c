package org.geben.eventstore.postgresql;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.geben.eventstore.EventLog;
import org.geben.eventstore.contract.AppendOrderContract;
import org.geben.eventstore.contract.ContiguousPositionContract;
import org.geben.eventstore.contract.EventLogContract;
import org.geben.eventstore.contract.Scene;
import org.geben.eventstore.contract.UniqueEventIdContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** On every major of PostgreSQL that the engine works with; each is started when its turn comes, and closed after it. */
@ParameterizedClass(name = "{0}")
@MethodSource("everyMajor")
class PostgresEventStorageEngineTest
        implements EventLogContract, UniqueEventIdContract, AppendOrderContract, ContiguousPositionContract {

    private final EventLogDatabase database;
    private final Scene<EventLog> scene;

    PostgresEventStorageEngineTest(EventLogDatabase database) {
        this.database = database;
        this.scene = Scene.on(database);
    }

    static Stream<EventLogDatabase> everyMajor() {
        return IntStream.rangeClosed(14, 18).mapToObj(EventLogDatabase::startQuick);
    }

    @Override
    public Scene<EventLog> scene() {
        return scene;
    }

    @AfterEach
    void theLogIsSound() {
        database.assertSound();
    }
}
