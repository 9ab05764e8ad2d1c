package org.geben.application.vault;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.privacy.Personal;
import org.jspecify.annotations.Nullable;

/** Finds whose keys seal the parts of an event or of an aggregate's state. */
final class PersonalParts {
    private static final ClassValue<List<Part>> PARTS = new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> type) {
            List<Part> parts = new ArrayList<>();
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    for (Personal personal : annotations(field)) {
                        parts.add(new Part(readable(field), readable(owner(type, personal)), personal.kind()));
                    }
                }
            }
            return List.copyOf(parts);
        }
    };

    private PersonalParts() {}

    private record Part(Field value, Field owner, Personal.Kind kind) {}

    static Personal[] annotations(AnnotatedElement element) {
        return element.getAnnotationsByType(Personal.class);
    }

    /** Adds the keys that this one needs to be sealed. */
    static void collect(Object of, Set<KeyId> keys) {
        for (Part part : PARTS.get(of.getClass())) {
            if (read(part.value, of) != null && read(part.owner, of) instanceof MemberId owner) {
                keys.add(new KeyId(owner.value(), part.kind));
            }
        }
    }

    /** Whose key seals that part; null where nobody is named. */
    static @Nullable MemberId owner(Object of, Personal personal) {
        return (MemberId) read(readable(owner(of.getClass(), personal)), of);
    }

    private static Field owner(Class<?> type, Personal personal) {
        try {
            return type.getDeclaredField(personal.of());
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(
                    "%s has no part %s, whose key is to seal another one.".formatted(type.getName(), personal.of()), e);
        }
    }

    private static Field readable(Field field) {
        field.setAccessible(true);
        return field;
    }

    private static @Nullable Object read(Field field, Object of) {
        try {
            return field.get(of);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
