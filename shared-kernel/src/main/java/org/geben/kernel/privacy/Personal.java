package org.geben.kernel.privacy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a part of an event that it is personal: the log keeps it sealed by a key of the member's own, and forgets it
 * when that key is destroyed. A part that is about two members is sealed by both, and goes with either.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@Repeatable(Personal.Parts.class)
public @interface Personal {
    /** The name of the part beside it that holds the member's id; where that is absent, nothing is sealed for it. */
    String of();

    Kind kind() default Kind.IDENTITY;

    /** What is read once the key is destroyed. */
    Trace leaves() default Trace.NOTHING;

    /** A member's parts are sealed by one key of each kind. */
    enum Kind {
        /** Who the member is: goes with every erasure. */
        IDENTITY,
        /** What the member wrote: goes where the member asks for it. */
        WORDS
    }

    /** Several of them. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
    @interface Parts {
        Personal[] value();
    }
}
