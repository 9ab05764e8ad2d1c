package org.geben.application.database;

import org.geben.application.process.GebenSettings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Chooses the database. Spring Boot's pool is made from the bean declared here, and therefore closed before it: the
 * embedded server is stopped only when nobody uses it any more.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    @ConditionalOnProperty("spring.datasource.url")
    ConfiguredDatabase configuredDatabase(DataSourceProperties settings) {
        return ConfiguredDatabase.reach(settings.determineUrl(), settings.getUsername(), settings.getPassword());
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(JdbcConnectionDetails.class)
    EmbeddedDatabase embeddedDatabase(GebenSettings settings, DatabaseSettings database) {
        return EmbeddedDatabase.open(
                settings.dataDirectory(), database.binaries(settings.dataDirectory()), database.whenInUse());
    }
}
