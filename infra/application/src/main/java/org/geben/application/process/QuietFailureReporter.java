package org.geben.application.process;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Leaves the telling of a failed start to the command that asked for it, but for {@code --debug}: then Boot tells all. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class QuietFailureReporter implements SpringBootExceptionReporter {

    private final ConfigurableApplicationContext context;

    QuietFailureReporter(ConfigurableApplicationContext context) {
        this.context = context;
    }

    @Override
    public boolean reportException(Throwable failure) {
        return !context.getEnvironment().containsProperty("debug");
    }
}
