package org.geben.query.health;

import org.geben.query.generation.Projection;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters.ServerBuilder;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HealthSettings.class)
class HealthConfiguration {
    /** Declared by its interface, so that Axon does not find the handlers and run them in a processor of its own. */
    @Bean
    Projection<?> healthProjection() {
        return new HealthProjection();
    }

    /** Tables for who accepts {@code text/csv}, and for who asks with {@code format=csv}. */
    @Bean
    WebMvcConfigurer tables() {
        return new WebMvcConfigurer() {
            @Override
            public void configureMessageConverters(ServerBuilder builder) {
                builder.addCustomConverter(new CsvConverter());
            }

            @Override
            public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
                configurer
                        .favorParameter(true)
                        .mediaType("csv", MediaType.parseMediaType(CsvConverter.TYPE))
                        .mediaType("json", MediaType.APPLICATION_JSON);
            }
        };
    }
}
