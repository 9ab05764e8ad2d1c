package org.geben.application.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.geben.kernel.EventNames;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;

/**
 * Where a personal part stands, to which its seal is bound: {@code contribution.published/content}. The version of an event
 * is left out, for an upcaster brings sealed parts along; their names are kept for good.
 *
 * @param in the event, by its stable name, or the class of a state, which snapshots are kept by as well
 */
record Place(String in, String part) {
    private static final String VERSION = "\\.v[0-9]+$";

    /** @param part as Jackson sees it: by a field, an accessor, or a parameter of a record's constructor */
    static Place of(Annotated part) {
        if (part instanceof AnnotatedParameter parameter) {
            Class<?> in = parameter.getOwner().getDeclaringClass();
            return of(in, in.getRecordComponents()[parameter.getIndex()].getName());
        }
        AnnotatedMember member = (AnnotatedMember) part;
        return of(member.getDeclaringClass(), member.getName());
    }

    static Place of(Class<?> in, String part) {
        return new Place(nameOf(in), part);
    }

    /** What the key's seal is bound to here. */
    byte[] with(KeyId key) {
        return "%s in %s".formatted(key, this).getBytes(UTF_8);
    }

    @Override
    public String toString() {
        return in + "/" + part;
    }

    private static String nameOf(Class<?> in) {
        return EventNames.table().containsValue(in) ? EventNames.of(in).replaceFirst(VERSION, "") : in.getName();
    }
}
