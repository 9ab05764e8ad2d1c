package org.geben.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The stable name under which a command is sent as data, {@code noun.verb}. The record may be renamed, its name here may
 * not, and neither may its components: integrators send them.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface CommandName {
    String value();

    /** The component that names the member who acts. */
    String actor();

    /** The component that names what it is about, where that is no aggregate. */
    String id() default "";

    /** Whether it makes something new, so that the id may be left out. */
    boolean creates() default false;

    /** Whether it may be sent later than it happened; not where it decides what holds from now on. */
    boolean late() default true;

    /** Components that are no objects and may be left out all the same; they are 0 or false then. */
    String[] optional() default {};
}
