package org.geben.application.bulk;

import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.application.http.Problem;
import org.geben.command.CommandName;
import org.geben.kernel.Malformed;
import org.geben.kernel.RuleViolation;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a command of data that have its components as their fields. Fields that follow from others may be left out: the
 * acting member, the id of something new. An id that the command itself derives from the rest must be left out.
 */
final class CommandShape {
    private final CommandName name;
    private final RecordComponent id;
    private final Executable maker;
    private final List<Part> parts;
    private final JsonMapper json;

    CommandShape(Class<?> command, JsonMapper json) {
        this.json = json;
        this.name = command.getAnnotation(CommandName.class);
        List<RecordComponent> components = List.of(command.getRecordComponents());
        this.id = components.stream()
                .filter(component -> component.getName().equals(name.id())
                        || component.getAccessor().isAnnotationPresent(TargetAggregateIdentifier.class))
                .findFirst()
                .orElseThrow();
        this.maker = maker(command, components);
        this.parts = parts(
                maker,
                components.stream()
                        .filter(component -> !derivesId() || !component.equals(id))
                        .toList());
    }

    String name() {
        return name.value();
    }

    /** What it is about, such as {@code contribution}. */
    String noun() {
        return name.value().substring(0, name.value().indexOf('.'));
    }

    boolean mayBeLate() {
        return name.late();
    }

    boolean makesSomethingNew() {
        return name.creates();
    }

    /**
     * @param actor who acts, where the data do not say
     * @param newId of what the command makes, where the data do not say
     */
    Object command(JsonNode data, @Nullable MemberId actor, UUID newId) throws UnreadableLine {
        for (String field : data.propertyNames()) {
            if (parts.stream().noneMatch(part -> part.name().equals(field))) {
                throw new UnreadableLine(
                        "UNREADABLE_JSON",
                        "There is no such field of %s; there are %s.".formatted(name(), fields()),
                        pointer("/data", field));
            }
        }
        @Nullable Object[] values = new @Nullable Object[parts.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(parts.get(i), data, actor, newId);
        }
        return make(maker, values, "/data");
    }

    /** Who acts, as the command itself says it. */
    @Nullable
    MemberId actor(Object command) {
        return Stream.of(command.getClass().getRecordComponents())
                .filter(component -> component.getName().equals(name.actor()))
                .findFirst()
                .map(component -> (MemberId) read(component, command))
                .orElse(null);
    }

    String id(Object command) {
        return String.valueOf(read(id, command));
    }

    /** Where in the line the part stands that a rule is about. */
    @Nullable
    String pointer(RuleViolation broken) {
        String field = broken.field();
        if (field == null) {
            return null;
        }
        String first = field.split("/", 2)[0];
        for (Part part : parts) {
            if (part.name().equals(first)) {
                return "/data/" + field;
            }
            if (part.isNested()
                    && Arrays.stream(part.raw().getRecordComponents())
                            .anyMatch(inner -> inner.getName().equals(first))) {
                return "/data/" + part.name() + "/" + field;
            }
        }
        return "/data";
    }

    private @Nullable Object value(Part part, JsonNode data, @Nullable MemberId actor, UUID newId)
            throws UnreadableLine {
        JsonNode sent = data.path(part.name());
        boolean isAbsent = sent.isMissingNode() || sent.isNull();
        if (part.name().equals(name.actor()) && actor != null) {
            if (!isAbsent && !actor.equals(part.read(sent, "/data", json))) {
                throw new UnreadableLine(
                        "ACTOR_CONTRADICTED",
                        "The line names another acting member: say it once.",
                        pointer("/data", part.name()));
            }
            return actor;
        }
        if (isAbsent && part.name().equals(id.getName()) && name.creates()) {
            return part.read(json.valueToTree(newId.toString()), "/data", json);
        }
        return part.read(sent, "/data", json);
    }

    private boolean derivesId() {
        return maker.getParameterCount() < maker.getDeclaringClass().getRecordComponents().length;
    }

    private String fields() {
        return String.join(", ", parts.stream().map(Part::name).sorted().toList());
    }

    /** A public constructor or method that needs everything but the id; the record's own constructor if there is none. */
    private static Executable maker(Class<?> command, List<RecordComponent> components) {
        Class<?>[] all = components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
        Class<?>[] allButId = Arrays.copyOfRange(all, 1, all.length);
        return Stream.concat(
                        Arrays.stream(command.getConstructors()),
                        Arrays.stream(command.getMethods())
                                .filter(method ->
                                        Modifier.isStatic(method.getModifiers()) && method.getReturnType() == command))
                .filter(executable -> Arrays.equals(executable.getParameterTypes(), allButId))
                .findFirst()
                .orElseGet(() -> canonical(command));
    }

    private static Executable canonical(Class<?> type) {
        Class<?>[] all = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return type.getConstructor(all);
        } catch (NoSuchMethodException notPublic) {
            throw new IllegalArgumentException("%s cannot be made from outside.".formatted(type), notPublic);
        }
    }

    private List<Part> parts(Executable made, List<RecordComponent> components) {
        Set<String> optional = Set.of(name.optional());
        List<Part> found = new ArrayList<>();
        for (int i = 0; i < components.size(); i++) {
            RecordComponent component = components.get(i);
            AnnotatedType type = derivesId() ? made.getAnnotatedParameterTypes()[i] : component.getAnnotatedType();
            found.add(new Part(
                    component.getName(),
                    component.getType(),
                    component,
                    isNullable(type) || optional.contains(component.getName())));
        }
        return List.copyOf(found);
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private static Object make(Executable maker, @Nullable Object[] values, String pointer) throws UnreadableLine {
        try {
            return maker instanceof Method method
                    ? method.invoke(null, values)
                    : ((Constructor<?>) maker).newInstance(values);
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof Malformed malformed) {
                throw new UnreadableLine(Problem.of(malformed).at(pointer));
            }
            throw new IllegalStateException("A command could not be made.", refused.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static @Nullable Object read(RecordComponent component, Object value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String pointer(String parent, String field) {
        return Problem.pointer(parent, field);
    }

    private record Part(String name, Class<?> raw, RecordComponent component, boolean isOptional) {

        boolean isNested() {
            return raw.isRecord()
                    && Arrays.stream(raw.getMethods()).noneMatch(method -> method.isAnnotationPresent(JsonValue.class));
        }

        @Nullable
        Object read(JsonNode sent, String parent, JsonMapper json) throws UnreadableLine {
            String pointer = pointer(parent, name);
            if (sent.isMissingNode() || sent.isNull()) {
                if (raw == List.class || raw == Set.class) {
                    return raw == List.class ? List.of() : Set.of();
                }
                if (!isOptional) {
                    throw UnreadableLine.missing(pointer);
                }
                return raw == boolean.class ? Boolean.FALSE : raw.isPrimitive() ? (Object) 0 : null;
            }
            if (isNested()) {
                return nested(sent, pointer, json);
            }
            try {
                Object value = json.readerFor(json.constructType(component.getGenericType()))
                        .readValue(sent);
                mustBeWhole(value, pointer);
                return value;
            } catch (JacksonException unreadable) {
                throw new UnreadableLine(Problem.ofUnreadable(unreadable, pointer));
            }
        }

        private Object nested(JsonNode sent, String pointer, JsonMapper json) throws UnreadableLine {
            RecordComponent[] components = raw.getRecordComponents();
            if (!sent.isObject()) {
                throw new UnreadableLine("UNREADABLE_JSON", "%s must be a JSON object.".formatted(pointer), pointer);
            }
            for (String field : sent.propertyNames()) {
                if (Arrays.stream(components).noneMatch(inner -> inner.getName().equals(field))) {
                    throw new UnreadableLine(
                            "UNREADABLE_JSON", "There is no such field here.", pointer(pointer, field));
                }
            }
            @Nullable Object[] values = new @Nullable Object[components.length];
            for (int i = 0; i < values.length; i++) {
                RecordComponent inner = components[i];
                values[i] = new Part(inner.getName(), inner.getType(), inner, isNullable(inner.getAnnotatedType()))
                        .read(sent.path(inner.getName()), pointer, json);
            }
            return make(canonical(raw), values, pointer);
        }

        private static void mustBeWhole(Object value, String pointer) throws UnreadableLine {
            if (value instanceof Collection<?> several) {
                int index = 0;
                for (Object one : several) {
                    if (one == null) {
                        throw UnreadableLine.missing(pointer + "/" + index);
                    }
                    index++;
                }
            }
        }
    }
}
