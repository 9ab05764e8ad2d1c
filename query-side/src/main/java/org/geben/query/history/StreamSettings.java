package org.geben.query.history;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param heartbeat the longest silence on a stream; also the time within which a client that has gone is noticed, twice
 * @param subscribers how many may follow at once on this node
 */
@ConfigurationProperties("geben.stream")
record StreamSettings(
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("1000") int subscribers) {
    StreamSettings {
        if (heartbeat.toMillis() < 1 || subscribers < 1) {
            throw new IllegalArgumentException(
                    "geben.stream.heartbeat and geben.stream.subscribers must be greater than zero.");
        }
    }
}
