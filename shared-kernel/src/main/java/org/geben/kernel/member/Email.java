package org.geben.kernel.member;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** An e-mail address. On the wire a plain string. */
public record Email(String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Email {}

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
