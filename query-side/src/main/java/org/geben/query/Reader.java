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

    /** Whether the reader, who is the parameter {@code reader}, is present and belongs to the group {@code g}. */
    public static final String BELONGS_TO_GROUP = """
            EXISTS (SELECT 1 FROM $.membership s JOIN $.member r ON r.id = s.member AND r.present
                    WHERE s.group_id = g.id AND s.member = CAST(:reader AS uuid))""";

    public static final Reader NOBODY = new Reader(null);

    /** @throws Refusal 400 {@code ID_MALFORMED} */
    public static Reader of(@Nullable String header) {
        return header == null ? NOBODY : new Reader(Parameters.id(HEADER, header));
    }
}
