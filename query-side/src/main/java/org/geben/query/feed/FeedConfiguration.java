package org.geben.query.feed;

import org.geben.query.generation.Projection;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FeedSettings.class)
class FeedConfiguration {
    /** Declared by its interface, so that Axon does not find the handlers and run them in a processor of its own. */
    @Bean
    Projection<?> feedProjection() {
        return new FeedProjection();
    }
}
