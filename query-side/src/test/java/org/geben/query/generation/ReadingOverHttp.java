package org.geben.query.generation;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What controllers of views need of generations. */
@Configuration(proxyBeanMethods = false)
@Import({GenerationConfiguration.class, UnderwayAdvice.class})
public class ReadingOverHttp {}
