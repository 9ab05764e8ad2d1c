package org.geben.application.observability;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Whether the database of the log answers. The one of the views is looked at by Spring Boot. */
@Component
final class LogHealthIndicator extends AbstractHealthIndicator {
    private final LogHead head;

    LogHealthIndicator(LogHead head) {
        super("The event log does not answer");
        this.head = head;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up().withDetail("position", head.position());
    }
}
