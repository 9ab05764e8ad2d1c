package org.geben.query.health;

import java.time.Duration;
import org.geben.query.generation.Memo;
import org.geben.query.generation.Views;

/** Queries with the usual settings, which keep no answer longer than it is true. */
final class HealthAnswers {
    private HealthAnswers() {}

    static HealthQueries of(Views views) {
        HealthSettings settings = new HealthSettings(null);
        return new HealthQueries(views, new Memo(Duration.ZERO), settings);
    }
}
