package org.geben.application.http;

import java.io.IOException;
import java.util.Locale;
import org.springframework.util.unit.DataSize;

/** A request's body is larger than any that this API takes. */
final class BodyTooLarge extends IOException {
    BodyTooLarge(DataSize most) {
        super(String.format(
                Locale.ROOT, "The body must not be larger than %,d bytes: send less at a time.", most.toBytes()));
    }
}
