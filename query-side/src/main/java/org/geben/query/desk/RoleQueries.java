package org.geben.query.desk;

import static org.geben.kernel.member.Role.ADMIN;
import static org.geben.kernel.member.Role.AUDITOR;
import static org.geben.kernel.member.Role.COMMUNITY_MANAGER;

import org.geben.query.Access;
import org.geben.query.Columns;
import org.geben.query.Refusal;
import org.geben.query.generation.Views;
import org.springframework.stereotype.Component;

/** Answers who holds which role: to those who trust others with roles or check that, and to each about oneself. */
@Component
final class RoleQueries {
    private final Views views;
    private final Access access;

    RoleQueries(Views views, Access access) {
        this.views = views;
        this.access = access;
    }

    /** @throws Refusal 403 if the reader may not know, 404 if the member is unknown */
    GetRoles.Result handle(GetRoles query) {
        if (!query.member().equals(query.reader().id())) {
            access.mustHold(query.reader(), query.asOf(), COMMUNITY_MANAGER, ADMIN, AUDITOR);
        }
        return views.read(
                DeskProjection.NAME,
                query.asOf(),
                reading -> new GetRoles.Result(
                        reading.sql("SELECT %s FROM $.member m WHERE m.id = :member".formatted(Person.columns("m")))
                                .param("member", query.member())
                                .query((row, n) -> Person.of(row, "m"))
                                .optional()
                                .orElseThrow(() -> Refusal.notFound("MEMBER_UNKNOWN", "There is no such member.")),
                        reading.sql("""
                                SELECT h.role, h.since, %s FROM $.held_role h LEFT JOIN $.member b ON b.id = h.granted_by
                                WHERE h.member = :member ORDER BY h.role
                                """.formatted(Person.columns("b")))
                                .param("member", query.member())
                                .query((row, n) -> new GetRoles.Held(
                                        row.getString("role"), Columns.time(row, "since"), Person.optional(row, "b")))
                                .list(),
                        reading.origin()));
    }
}
