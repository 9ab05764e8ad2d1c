package org.geben.query.health;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param signals what raises one; the usual rules unless any is configured
 */
@ConfigurationProperties("geben.health")
record HealthSettings(@Nullable List<SignalRule> signals) {
    List<SignalRule> rules() {
        return signals == null || signals.isEmpty() ? SignalRule.USUAL : signals;
    }
}
