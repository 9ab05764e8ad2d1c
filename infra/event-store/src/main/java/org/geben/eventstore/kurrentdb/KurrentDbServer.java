package org.geben.eventstore.kurrentdb;

import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.ReadAllOptions;
import java.time.Duration;
import org.axonframework.common.AxonConfigurationException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;

/**
 * What a server can do.
 *
 * @param appendsToSeveralStreams whether it stores a unit of work over several aggregates
 */
public record KurrentDbServer(boolean appendsToSeveralStreams) {

    /**
     * Looks at the server, before anything is built on it.
     *
     * @param patience how long it is waited for
     * @throws AxonConfigurationException if the text is no connection string
     * @throws EventStoreException if nobody answers, or the log may not be read; the message says which
     */
    public static KurrentDbServer reach(String connectionString, Duration patience) {
        Duration half = patience.dividedBy(2);
        try (Connection connection = new Connection(ConnectionString.parse(connectionString), half, half)) {
            connection.ask(client ->
                    client.readAll(ReadAllOptions.get().backwards().fromEnd().maxCount(1)));
            return new KurrentDbServer(connection
                    .ask(KurrentDBClient::getServerVersion)
                    .filter(version -> version.isGreaterOrEqualThan(25, 1))
                    .isPresent());
        } catch (Fault fault) {
            throw new EventStoreException(
                    fault.isPassing() || fault.mayHaveHappened()
                            ? "nobody answered within %d s".formatted(patience.toSeconds())
                            : "it lets nobody read: " + fault.getMessage(),
                    fault);
        }
    }
}
