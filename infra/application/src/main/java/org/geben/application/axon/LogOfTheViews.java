package org.geben.application.axon;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.axonframework.eventhandling.TrackingToken;
import org.geben.application.process.CannotStart;
import org.geben.eventstore.EventLog;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Refuses to start on views of another log: a position of that one would pass over events of this one, or take what
 * never happened here for the present, and nobody would notice.
 */
@Component
final class LogOfTheViews implements SmartInitializingSingleton, DisposableBean {
    private final EventLog log;
    private final JdbcClient readSide;
    private final String engine;
    private boolean startedEmpty;

    LogOfTheViews(EventLog log, JdbcClient readSide, @Value("${geben.event-store:postgresql}") String engine) {
        this.log = log;
        this.readSide = readSide;
        this.engine = engine.toLowerCase(Locale.ROOT);
    }

    @Override
    public void afterSingletonsInstantiated() {
        requireSameEngine();
        requireNoPositionBeyondTheEnd();
        requireSameBeginning();
    }

    private void requireSameEngine() {
        readSide.sql("INSERT INTO geben.followed_log (engine) VALUES (:engine) ON CONFLICT DO NOTHING")
                .param("engine", engine)
                .update();
        String followed = readSide.sql("SELECT engine FROM geben.followed_log")
                .query(String.class)
                .single();
        if (!followed.equals(engine)) {
            throw new CannotStart(
                    "The views in this database follow a log in %s, not in %s: set geben.event-store=%s, or use another data directory or database (the views were not changed)."
                            .formatted(followed, engine, followed));
        }
    }

    private void requireNoPositionBeyondTheEnd() {
        long seen = readSide.sql("SELECT coalesce(max(position), 0) FROM geben.generation")
                .query(Long.class)
                .single();
        TrackingToken end = log.createHeadToken();
        long head = end == null ? 0 : end.position().orElse(0);
        if (seen > head) {
            throw new CannotStart(
                    "The views in this database have come to position %d, and the log ends at %d: use the log that they follow, or another data directory or database (the views were not changed)."
                            .formatted(seen, head));
        }
    }

    private void requireSameBeginning() {
        Optional<OffsetDateTime> beginning = beginning();
        beginning.ifPresent(begun -> {
            OffsetDateTime followed = remembered(begun);
            if (!followed.isEqual(begun)) {
                throw new CannotStart(
                        "The views in this database follow a log that begins at %s, and this one begins at %s: use the log that they follow, or another data directory or database (the views were not changed)."
                                .formatted(followed.toInstant(), begun.toInstant()));
            }
        });
        startedEmpty = beginning.isEmpty();
    }

    /** By now there may be a beginning to remember. */
    @Override
    public void destroy() {
        if (startedEmpty) {
            beginning().ifPresent(this::remembered);
        }
    }

    private Optional<OffsetDateTime> beginning() {
        return log.recordedAfter(0).map(LogOfTheViews::inMicroseconds);
    }

    private OffsetDateTime remembered(OffsetDateTime begun) {
        return readSide.sql("UPDATE geben.followed_log SET begun_at = coalesce(begun_at, :begun) RETURNING begun_at")
                .param("begun", begun)
                .query(OffsetDateTime.class)
                .single();
    }

    private static OffsetDateTime inMicroseconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
