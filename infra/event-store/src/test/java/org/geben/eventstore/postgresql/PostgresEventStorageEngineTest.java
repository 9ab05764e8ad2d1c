package org.geben.eventstore.postgresql;

import java.util.stream.Stream;
import org.geben.eventstore.contract.EventLogContract;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** On the oldest PostgreSQL that the engine works with, and on the newest; a node that is alone knows it. */
@ParameterizedClass(name = "{0}")
@MethodSource("oldestAndNewest")
class PostgresEventStorageEngineTest extends PostgresContract implements EventLogContract {

    PostgresEventStorageEngineTest(EventLogDatabase database) {
        super(database);
    }

    static Stream<EventLogDatabase> oldestAndNewest() {
        return databases(14, 18).map(EventLogDatabase::withListeningNodes);
    }
}
