package org.geben.application.database;

import javax.sql.DataSource;
import org.geben.application.process.GebenSettings;
import org.springframework.beans.factory.config.BeanPostProcessor;
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

    @Bean(destroyMethod = "close")
    @ConditionalOnPostgresLog
    EventLogDatabase eventLogDatabase(JdbcConnectionDetails database) {
        Migrations.ofTheLog(database);
        return EventLogDatabase.on(database);
    }

    @Bean(destroyMethod = "close")
    VaultDatabase vaultDatabase(JdbcConnectionDetails database) {
        return VaultDatabase.on(database);
    }

    /** Nobody ever sees a read side that is not in the shape which the code expects. */
    @Bean
    static BeanPostProcessor readSideMigration() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof DataSource readSide) {
                    Migrations.ofTheReadSide(readSide);
                    Migrations.ofThePolicies(readSide);
                    Migrations.ofTheHttpSide(readSide);
                }
                return bean;
            }
        };
    }
}
