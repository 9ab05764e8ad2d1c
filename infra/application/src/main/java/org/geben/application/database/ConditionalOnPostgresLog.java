package org.geben.application.database;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/** What there is only where the log is kept in PostgreSQL, beside the views. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnProperty(name = "geben.event-store", havingValue = "postgresql", matchIfMissing = true)
public @interface ConditionalOnPostgresLog {}
