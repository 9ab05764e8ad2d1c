package org.geben.application.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** @param mostInBody the largest body of a request; a larger one is refused before it is read */
@ConfigurationProperties("geben.http")
public record HttpSettings(@DefaultValue("1MB") DataSize mostInBody) {}
