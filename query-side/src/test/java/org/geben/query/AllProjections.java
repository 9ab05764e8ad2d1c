package org.geben.query;

import java.util.List;
import java.util.Objects;
import org.geben.query.generation.Projection;
import org.springframework.beans.BeanUtils;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/** The projections that there are, found on the class path: one that is new is among them without being named. */
public final class AllProjections {
    public static final List<Projection<?>> FOUND = find();

    private AllProjections() {}

    private static List<Projection<?>> find() {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AssignableTypeFilter(Projection.class));
        return scan.findCandidateComponents("org.geben.query").stream()
                .map(found -> ClassUtils.resolveClassName(Objects.requireNonNull(found.getBeanClassName()), null))
                // The tests' own, which stand beside the generations.
                .filter(type -> !type.getPackage().equals(Projection.class.getPackage()))
                .<Projection<?>>map(type -> (Projection<?>) BeanUtils.instantiateClass(type))
                .toList();
    }
}
