package org.geben.application;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/** The Spring application that every command starts; without users there is no password to generate and to log. */
@SpringBootApplication(scanBasePackages = "org.geben", exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan("org.geben")
public class GebenApplication {}
