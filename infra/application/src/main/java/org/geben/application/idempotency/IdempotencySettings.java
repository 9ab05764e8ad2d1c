package org.geben.application.idempotency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How long and how many answers are kept for those who repeat a request.
 *
 * @param kept how long an answer is kept
 * @param longestRun after which a request that has not ended counts as lost with its node
 * @param most answers; the oldest go first
 * @param mostInAnswer the largest body that is kept; a larger answer is not
 */
@ConfigurationProperties("geben.idempotency")
record IdempotencySettings(
        @DefaultValue("24h") Duration kept,
        @DefaultValue("1m") Duration longestRun,
        @DefaultValue("1000000") long most,
        @DefaultValue("64KB") DataSize mostInAnswer) {}
