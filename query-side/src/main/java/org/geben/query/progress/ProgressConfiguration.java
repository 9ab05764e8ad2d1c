package org.geben.query.progress;

import org.geben.query.generation.Projection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProgressConfiguration {
    /** Declared by its interface, so that Axon does not find the handlers and run them in a processor of its own. */
    @Bean
    Projection<?> progressProjection() {
        return new ProgressProjection();
    }
}
