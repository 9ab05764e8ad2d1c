package org.geben.eventstore.postgresql;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Every function and every query on the versions between the oldest and the newest; no node listens. */
@ParameterizedClass(name = "{0}")
@MethodSource("majorsBetween")
class PostgresMajorsTest extends PostgresContract {

    PostgresMajorsTest(EventLogDatabase database) {
        super(database);
    }

    static Stream<EventLogDatabase> majorsBetween() {
        return databases(15, 16, 17);
    }
}
