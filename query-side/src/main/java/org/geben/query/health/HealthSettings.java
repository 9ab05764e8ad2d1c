package org.geben.query.health;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param memo how old an answer may be that is given again while the view follows the log; 0 for never
 * @param signals what raises one; the usual rules unless any is configured
 */
@ConfigurationProperties("geben.health")
record HealthSettings(
        @DefaultValue("1s") Duration memo, @Nullable List<SignalRule> signals) {
    HealthSettings {
        if (memo.isNegative()) {
            throw new IllegalArgumentException("geben.health.memo must not be negative.");
        }
    }

    List<SignalRule> rules() {
        return signals == null || signals.isEmpty() ? SignalRule.USUAL : signals;
    }
}
