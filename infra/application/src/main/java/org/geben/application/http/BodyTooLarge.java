package org.geben.application.http;

import java.io.IOException;
import org.springframework.util.unit.DataSize;

/** A request's body is larger than any that this API takes. */
final class BodyTooLarge extends IOException {
    BodyTooLarge(DataSize most) {
        super("The body must not be larger than %,d bytes: send less at a time.".formatted(most.toBytes()));
    }
}
