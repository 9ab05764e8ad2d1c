package org.geben.query;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * For whom a view is read: what is said in a group that is not open, only its members read. A reader is a member of a
 * group as of the state that is read.
 *
 * @param id absent where nobody is named; such a reader sees what everyone sees
 */
public record Reader(@Nullable UUID id) {
    /** The request header that names the member for whom the caller reads. */
    public static final String HEADER = "Geben-Actor";

    public static final Reader NOBODY = new Reader(null);

    /** @throws Refusal 400 {@code ID_MALFORMED} */
    public static Reader of(@Nullable String header) {
        return header == null ? NOBODY : new Reader(Parameters.id(HEADER, header));
    }
}
