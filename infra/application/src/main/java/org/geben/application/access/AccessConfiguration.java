package org.geben.application.access;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import jakarta.servlet.DispatcherType;
import java.util.Optional;
import org.geben.application.process.DataDirectory;
import org.geben.application.process.GebenSettings;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import tools.jackson.databind.json.JsonMapper;

/** The one place where it is decided who may do what. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class AccessConfiguration {

    @Bean
    AccessKey accessKey(GebenSettings settings) {
        return Optional.ofNullable(settings.adminKey())
                .map(AccessKey::configured)
                .orElseGet(() -> AccessKey.keptIn(
                        DataDirectory.prepare(settings.dataDirectory()).resolve("admin.key")));
    }

    @Bean
    SecurityFilterChain access(HttpSecurity http, AccessKey key, JsonMapper json) throws Exception {
        return http.authorizeHttpRequests(call -> call
                        // What a request that was let in forwards to needs no second look.
                        .dispatcherTypeMatchers(DispatcherType.FORWARD, DispatcherType.ERROR, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers("/actuator/health/**")
                        .permitAll()
                        .requestMatchers("/v3/api-docs/**", "/v3/api-docs.yaml", "/swagger-ui/**", "/swagger-ui.html")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .addFilterBefore(new AccessKeyFilter(key), AnonymousAuthenticationFilter.class)
                .exceptionHandling(refused -> refused.authenticationEntryPoint(new AccessProblem(json)))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    /** The time of a request tells enough; one for each of its filters would take a tenth of it. */
    @Bean
    SecurityObservationSettings noneOfFilters() {
        return SecurityObservationSettings.noObservations();
    }

    /** Lets the documentation page send the key. */
    @Bean
    OpenApiCustomizer documentedAccess() {
        return api -> {
            if (api.getComponents() == null) {
                api.setComponents(new Components());
            }
            api.getComponents()
                    .addSecuritySchemes(
                            "accessKey",
                            new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
            api.addSecurityItem(new SecurityRequirement().addList("accessKey"));
        };
    }
}
