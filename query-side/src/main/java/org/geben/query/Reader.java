package org.geben.query;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

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

    /** How open the group of the parameter {@code id} is to the {@code reader}: to whoever belongs to it, it is. */
    public static final String ACCESS_TO_GROUP = """
            SELECT CASE WHEN %s THEN 'OPEN' ELSE g.access END FROM $.community_group g WHERE g.id = :id
            """.formatted(BELONGS_TO_GROUP);

    public static final Reader NOBODY = new Reader(null);

    /** @throws Refusal 400 {@code ID_MALFORMED} */
    public static Reader of(@Nullable String header) {
        return header == null ? NOBODY : new Reader(Parameters.id(HEADER, header));
    }

    /**
     * Lets only those see a group's figures who may read what is said in it.
     *
     * @param access {@link #ACCESS_TO_GROUP}, in the view that is read
     * @throws Refusal 404 {@code GROUP_UNKNOWN}, as a secret one is to those who are not in it; 403 {@code
     *     GROUP_MEMBERSHIP_REQUIRED} if it is closed to them
     */
    public void mustRead(UUID group, StatementSpec access) {
        String open = access.param("id", group)
                .param("reader", id)
                .query(String.class)
                .optional()
                .orElse("SECRET");
        if (open.equals("SECRET")) {
            throw Refusal.notFound("GROUP_UNKNOWN", "There is no such group.");
        }
        if (open.equals("CLOSED")) {
            throw new Refusal(
                    403,
                    "GROUP_MEMBERSHIP_REQUIRED",
                    "Only its members read this group: name one of them in the header Geben-Actor.",
                    null);
        }
    }
}
