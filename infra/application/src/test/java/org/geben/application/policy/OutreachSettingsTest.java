package org.geben.application.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.geben.kernel.outreach.Cause.GONE_QUIET;
import static org.geben.kernel.outreach.Cause.UNANSWERED;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.geben.command.policy.Thresholds;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OutreachSettingsTest {
    @Test
    void areAsTheReadmeSays() {
        assertThat(bind(Map.of()))
                .isEqualTo(new Thresholds(
                        Duration.ofHours(48),
                        Duration.ofHours(24),
                        Duration.ofDays(30),
                        Duration.ofDays(30),
                        4,
                        Duration.ofDays(7),
                        1,
                        Duration.ofDays(90),
                        10,
                        0.5,
                        Duration.ofDays(7),
                        Set.of()));
    }

    @Test
    void pausePoliciesByTheNamesOfTheirCauses() {
        Thresholds thresholds = bind(
                Map.of("geben.outreach.paused", "unanswered,gone-quiet", "geben.outreach.newcomer-unwelcomed", "12h"));
        assertThat(thresholds.paused()).containsExactlyInAnyOrder(UNANSWERED, GONE_QUIET);
        assertThat(thresholds.unwelcomed()).isEqualTo(Duration.ofHours(12));
    }

    private static Thresholds bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("geben.outreach", OutreachSettings.class)
                .thresholds();
    }
}
