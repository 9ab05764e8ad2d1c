package org.geben.application.bulk;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.geben.command.CommandName;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.json.JsonMapper;

/** Every command that has a name. */
final class KnownCommands {
    private static final String COMMAND_SIDE = CommandName.class.getPackageName();

    private final Map<String, CommandShape> shapes;

    KnownCommands(JsonMapper json) {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(CommandName.class));
        this.shapes = scan.findCandidateComponents(COMMAND_SIDE).stream()
                .map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
                .map(command -> new CommandShape(command, json))
                .collect(toUnmodifiableMap(CommandShape::name, Function.identity()));
    }

    @Nullable
    CommandShape named(String name) {
        return shapes.get(name);
    }

    /** In the order of the alphabet. */
    TreeSet<String> names() {
        return new TreeSet<>(shapes.keySet());
    }
}
