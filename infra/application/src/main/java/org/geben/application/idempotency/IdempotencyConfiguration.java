package org.geben.application.idempotency;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import java.util.stream.Stream;
import org.geben.application.http.HttpOrder;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Where requests under an idempotency key are told from their repeats. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@EnableConfigurationProperties(IdempotencySettings.class)
class IdempotencyConfiguration {

    @Bean
    Claims idempotencyClaims(JdbcClient jdbc, IdempotencySettings settings) {
        return new Claims(jdbc, settings);
    }

    @Bean
    Cleaning idempotencyCleaning(Claims claims) {
        return new Cleaning(claims);
    }

    @Bean
    FilterRegistrationBean<IdempotencyFilter> idempotencyFilter(
            ObjectProvider<Claims> claims,
            IdempotencySettings settings,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        FilterRegistrationBean<IdempotencyFilter> filter =
                new FilterRegistrationBean<>(new IdempotencyFilter(claims::getObject, settings, problems));
        filter.setOrder(HttpOrder.IDEMPOTENCY);
        return filter;
    }

    @Bean
    OpenApiCustomizer describedKeys() {
        return api -> {
            if (api.getPaths() != null) {
                api.getPaths().values().stream()
                        .flatMap(path -> Stream.of(path.getPost(), path.getPut(), path.getPatch(), path.getDelete()))
                        .filter(operation -> operation != null)
                        .forEach(operation -> operation.addParametersItem(new HeaderParameter()
                                .name(IdempotencyKey.HEADER)
                                .description("Under the same key the request is carried out once, for 24 hours.")
                                .schema(new JsonSchema().typesItem("string"))));
            }
        };
    }
}
