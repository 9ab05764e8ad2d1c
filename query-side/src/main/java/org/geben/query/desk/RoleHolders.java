package org.geben.query.desk;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import org.geben.kernel.member.Role;
import org.geben.query.Access;
import org.geben.query.AsOf;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.generation.Views;
import org.springframework.stereotype.Component;

/** Who may read what, by the roles that the live desk knows. Where it has not been built yet, nobody is let in by a role. */
@Component
final class RoleHolders implements Access {
    private final Views views;

    RoleHolders(Views views) {
        this.views = views;
    }

    @Override
    public boolean holds(Reader reader, AsOf asOf, Role... anyOf) {
        return reader.id() == null
                || views.read(
                        DeskProjection.NAME,
                        asOf instanceof AsOf.Now ? asOf : AsOf.NOW,
                        reading -> reading.sql("""
                                SELECT EXISTS (SELECT FROM $.held_role h JOIN $.member m ON m.id = h.member
                                               WHERE h.member = :reader AND h.role = ANY(:roles) AND m.present)
                                """)
                                .param("reader", reader.id())
                                .param(
                                        "roles",
                                        Arrays.stream(anyOf).map(Role::name).toArray(String[]::new))
                                .query(Boolean.class)
                                .single());
    }

    @Override
    public void mustHold(Reader reader, AsOf asOf, Role... anyOf) {
        if (!holds(reader, asOf, anyOf)) {
            throw new Refusal(
                    403,
                    "ROLE_REQUIRED",
                    "Only members with one of these roles read this: %s. Name one of them in Geben-Actor."
                            .formatted(Arrays.stream(anyOf).map(Role::name).collect(joining(", "))),
                    Reader.HEADER);
        }
    }
}
