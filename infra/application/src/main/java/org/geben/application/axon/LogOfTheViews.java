package org.geben.application.axon;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.axonframework.common.Registration;
import org.axonframework.eventhandling.TrackingToken;
import org.geben.application.process.CannotStart;
import org.geben.eventstore.EventLog;
import org.jspecify.annotations.Nullable;
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
    private @Nullable Registration waiting;

    LogOfTheViews(EventLog log, JdbcClient readSide, @Value("${geben.event-store:postgresql}") String engine) {
        this.log = log;
        this.readSide = readSide;
        this.engine = engine.toLowerCase(Locale.ROOT);
    }

    @Override
    public void afterSingletonsInstantiated() {
        requireSameEngine();
        requireSameBeginning();
        requireNoPositionBeyondTheEnd();
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
        Optional<Instant> beginning = beginning();
        Optional<Instant> followed = beginning.map(this::remembered).or(this::remembered);
        if (followed.isPresent() && !followed.equals(beginning)) {
            throw new CannotStart(
                    "The views in this database follow a log that begins at %s, and this one %s: use the log that they follow, or another data directory or database (the views were not changed)."
                            .formatted(
                                    followed.get(),
                                    beginning.map(begun -> "begins at " + begun).orElse("is empty")));
        }
        if (beginning.isEmpty()) {
            // Not in the thread that appends, which should not wait for the views' database.
            waiting = log.onAppended(() -> Thread.ofVirtual().start(this::rememberBeginning));
        }
    }

    private synchronized void rememberBeginning() {
        if (waiting != null && beginning().map(this::remembered).isPresent()) {
            waiting.cancel();
            waiting = null;
        }
    }

    @Override
    public void destroy() {
        rememberBeginning();
    }

    private Optional<Instant> beginning() {
        return log.recordedAfter(0).map(begun -> begun.truncatedTo(ChronoUnit.MICROS));
    }

    private Optional<Instant> remembered() {
        return readSide.sql("SELECT begun_at FROM geben.followed_log WHERE begun_at IS NOT NULL")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    private Instant remembered(Instant begun) {
        return readSide.sql("UPDATE geben.followed_log SET begun_at = coalesce(begun_at, :begun) RETURNING begun_at")
                .param("begun", begun.atOffset(ZoneOffset.UTC))
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }
}
