package org.geben.eventstore.postgresql;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.geben.eventstore.EventLog;
import org.geben.eventstore.contract.AppendOrderContract;
import org.geben.eventstore.contract.ContiguousPositionContract;
import org.geben.eventstore.contract.OneCallerContract;
import org.geben.eventstore.contract.Scene;
import org.geben.eventstore.contract.UniqueEventIdContract;
import org.junit.jupiter.api.AfterEach;

/** What the engine promises on any PostgreSQL; its log must be sound after each test. */
abstract class PostgresContract
        implements OneCallerContract, UniqueEventIdContract, AppendOrderContract, ContiguousPositionContract {

    private final EventLogDatabase database;
    private final Scene<EventLog> scene;

    PostgresContract(EventLogDatabase database) {
        this.database = database;
        this.scene = Scene.on(database);
    }

    /** Each is started when its turn comes; whose test it is closes it. */
    static Stream<EventLogDatabase> databases(int... majors) {
        return IntStream.of(majors).mapToObj(EventLogDatabase::startQuick);
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
