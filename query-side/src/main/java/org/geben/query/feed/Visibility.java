package org.geben.query.feed;

import static org.geben.query.Refusal.notFound;

import java.util.UUID;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.generation.Reading;

/** Who may read what, as conditions on the parameter {@code reader}; and how those are refused who may not. */
final class Visibility {
    /** Whether the reader knows that there is the group {@code g}. */
    static final String KNOWN_GROUP = "(g.access <> 'SECRET' OR %s)".formatted(Reader.BELONGS_TO_GROUP);

    /** Whether the reader may read what is said in the group {@code g}. */
    static final String READ_GROUP = "(g.access = 'OPEN' OR %s)".formatted(Reader.BELONGS_TO_GROUP);

    /** Whether the reader may read the contribution {@code c}: in its own group {@code g}, or in one that it is shared with. */
    static final String READABLE = """
            (c.group_id IS NULL OR %s
             OR EXISTS (SELECT 1 FROM $.share h JOIN $.community_group g ON g.id = h.group_id
                        WHERE h.contribution = c.id AND %s))""".formatted(READ_GROUP, READ_GROUP);

    static final String VISIBLE = " NOT c.withdrawn AND NOT c.hidden AND " + READABLE;

    /**
     * The same, looked up for each contribution as an index is read in its order, no further than the page. With a join
     * PostgreSQL may gather all that the index has instead, and sort it; without an OFFSET, hash all shares there are.
     */
    static final String VISIBLE_IN_PASSING = """
             NOT c.withdrawn AND NOT c.hidden
             AND (c.group_id IS NULL
                  OR EXISTS (SELECT 1 FROM $.community_group g WHERE g.id = c.group_id AND %s)
                  OR EXISTS (SELECT 1 FROM $.share h JOIN $.community_group g ON g.id = h.group_id
                             WHERE h.contribution = c.id AND %s OFFSET 0))""".formatted(READ_GROUP, READ_GROUP);

    private Visibility() {}

    /** @throws Refusal 404 if the group is unknown, as a secret one is to those who are not in it, 403 if it is closed to them */
    static void mustRead(Reading reading, Reader reader, UUID group) {
        boolean read = reading.sql(
                        "SELECT %s FROM $.community_group g WHERE g.id = :id AND %s".formatted(READ_GROUP, KNOWN_GROUP))
                .param("id", group)
                .param("reader", reader.id())
                .query(Boolean.class)
                .optional()
                .orElseThrow(Visibility::groupUnknown);
        if (!read) {
            throw notAMember();
        }
    }

    /** @throws Refusal 404 if there is no such member */
    static void mustBeAMember(Reading reading, UUID member) {
        if (reading.sql("SELECT 1 FROM $.member WHERE id = :id")
                .param("id", member)
                .query(Integer.class)
                .optional()
                .isEmpty()) {
            throw memberUnknown();
        }
    }

    static Refusal contributionUnknown() {
        return notFound("CONTRIBUTION_UNKNOWN", "There is no such contribution.");
    }

    static Refusal notAMember() {
        return new Refusal(
                403,
                "GROUP_MEMBERSHIP_REQUIRED",
                "Only members of the group read what is said in it: ask to be let in, and name the member in Geben-Actor.",
                null);
    }

    static Refusal memberUnknown() {
        return notFound("MEMBER_UNKNOWN", "There is no such member.");
    }

    static Refusal groupUnknown() {
        return notFound("GROUP_UNKNOWN", "There is no such group.");
    }
}
