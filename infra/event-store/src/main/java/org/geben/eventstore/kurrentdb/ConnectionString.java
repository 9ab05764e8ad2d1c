package org.geben.eventstore.kurrentdb;

import io.kurrent.dbclient.KurrentDBClientSettings;
import io.kurrent.dbclient.KurrentDBConnectionString;
import org.axonframework.common.AxonConfigurationException;

/** Where the server is, as KurrentDB's clients write it. It may hold a password, so no message repeats it. */
final class ConnectionString {

    private ConnectionString() {}

    static KurrentDBClientSettings parse(String text) {
        KurrentDBClientSettings settings;
        try {
            settings = KurrentDBConnectionString.parseOrThrow(text);
        } catch (RuntimeException e) {
            throw new AxonConfigurationException("Not a connection string of KurrentDB", e);
        }
        settings.getInterceptors().add(new CancelledByServer());
        return settings;
    }
}
