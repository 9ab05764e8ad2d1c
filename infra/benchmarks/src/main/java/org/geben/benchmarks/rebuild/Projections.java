package org.geben.benchmarks.rebuild;

import java.util.ArrayList;
import java.util.List;
import org.geben.query.generation.Projection;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** Every projection that the application has, found by its own configuration. */
final class Projections {
    private static final String QUERY_SIDE = "org.geben.query";

    private Projections() {}

    static List<Projection<?>> all() {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            ClassPathBeanDefinitionScanner configurations = new ClassPathBeanDefinitionScanner(context, false);
            configurations.addIncludeFilter(new AnnotationTypeFilter(Configuration.class));
            configurations.scan(QUERY_SIDE);
            context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
            context.refresh();
            List<Projection<?>> projections = new ArrayList<>();
            context.getBeansOfType(Projection.class).values().forEach(projections::add);
            return projections;
        }
    }
}
