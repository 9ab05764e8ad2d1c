package org.geben.application.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;

/** A process to be killed: it inserts rows one by one and prints the number of each when the database has it. */
final class InsertingProcess {

    private InsertingProcess() {}

    public static void main(String... arguments) throws Exception {
        EmbeddedDatabase database =
                EmbeddedDatabase.open(Path.of(arguments[0]), EmbeddedDatabaseTest.BINARIES, WhenInUse.REFUSE);
        EmbeddedDatabaseTest.execute(database, "CREATE TABLE IF NOT EXISTS acknowledged (number bigint PRIMARY KEY)");
        long number = Long.parseLong(
                EmbeddedDatabaseTest.query(database, "SELECT coalesce(max(number), 0) FROM acknowledged"));
        try (Connection connection = EmbeddedDatabaseTest.connect(database);
                PreparedStatement insert = connection.prepareStatement("INSERT INTO acknowledged VALUES (?)")) {
            while (true) {
                number++;
                insert.setLong(1, number);
                insert.executeUpdate();
                System.out.println("row " + number);
            }
        }
    }
}
