package org.geben.query.leaderboard;

import java.time.Instant;
import java.util.UUID;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberProfileChanged;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.geben.kernel.privacy.Trace;
import org.geben.query.Columns;
import org.geben.query.generation.Absences;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Latest;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Sums;
import org.geben.query.generation.Tables;

/** Members, and whether they are on the boards: who is gone, or does not want to be named, keeps what they have earned. */
final class MemberChanges {
    /** When the rules leave out a role that is held now: those of the last version that holds go on. */
    private static final String EXCUSE = """
            WITH version AS (
                SELECT w.excused_roles, tstzrange(w.valid_from, lead(w.valid_from) OVER later) AS moments,
                       int8range(w.first_month, lead(w.first_month) OVER later) AS months
                FROM (SELECT DISTINCT version, valid_from, first_month, excused_roles FROM $.weight) w
                JOIN $.heard h ON w.valid_from <= h.at
                WINDOW later AS (ORDER BY w.version)
            ), excuse AS (
                SELECT d.member, coalesce(range_agg(v.moments), '{}') AS moments,
                       coalesce(range_agg(v.months), '{}') AS months
                FROM (SELECT DISTINCT member FROM %s) d
                LEFT JOIN $.held_role h ON h.member = d.member LEFT JOIN version v ON h.role = ANY (v.excused_roles)
                GROUP BY d.member
            )
            UPDATE $.member m SET excused = e.moments, excused_months = e.months FROM excuse e
            WHERE m.id = e.member AND (m.excused <> e.moments OR m.excused_months <> e.months)
            RETURNING m.id
            """;

    final Programs programs;

    /** Those who may have come into the ranks, or gone out of them. */
    final Rows moved;

    private final Touched touched;
    private final Rows joined;
    private final Latest profiles;
    private final Absences absences;
    private final Latest visibility;
    private final Latest erased;
    private final Sums roles;
    private final Rows calendars;
    private boolean hasCalendar;

    MemberChanges(Buffers buffers, Tables tables, Touched touched) {
        this.touched = touched;
        hasCalendar = touched.hasCalendar;
        calendars = buffers.inserts("calendar", "zone text");
        programs = new Programs(tables);
        joined = buffers.inserts(
                "member", "id uuid", "handle text", "name text", "automated boolean", "joined_at timestamptz");
        profiles = buffers.latest("profile", "id uuid", "handle text", "name text");
        absences = new Absences(buffers);
        visibility = buffers.latest("visibility", "id uuid", "visible boolean");
        erased = buffers.latest("erasure", "id uuid", "handle text");
        roles = buffers.sums("role_change", "member uuid", "role text", "held bigint");
        moved = buffers.rows("moved", "member uuid");
    }

    void joined(MemberJoined event, Instant at) {
        UUID member = event.memberId().value();
        joined.add(member, event.handle().value(), event.name(), event.automated(), at);
        if (!hasCalendar) {
            calendars.add(touched.calendar.zone().getId());
            hasCalendar = true;
        }
        if (event.automated()) {
            programs.joined(member);
        }
    }

    void changed(MemberProfileChanged event) {
        profiles.put(event.memberId().value(), event.handle().value(), event.name());
    }

    /** For one reason more: gone, suspended, erased. */
    void absent(MemberId member) {
        absences.begin(member.value());
        moved(member.value());
    }

    /** For one reason less. */
    void back(MemberId member) {
        absences.end(member.value());
        moved(member.value());
    }

    void visible(MemberId member, boolean isVisible) {
        visibility.put(member.value(), isVisible);
        moved(member.value());
    }

    void erased(MemberId member) {
        absent(member);
        erased.put(member.value(), Trace.handle(member.value()));
    }

    void holds(MemberId member, Role role, boolean held) {
        roles.add("held", held ? 1 : -1, member.value(), role.name());
    }

    private void moved(UUID member) {
        if (!touched.isEverything()) {
            moved.add(member);
        }
    }

    void flush(Tables tables) {
        tables.write("""
                UPDATE $.member SET handle = batch.handle, name = batch.name FROM :rows WHERE member.id = batch.id
                """, profiles);
        tables.write("""
                UPDATE $.member SET handle = batch.handle, name = '%s' FROM :rows WHERE member.id = batch.id
                """.formatted(Trace.ERASED_NAME), erased);
        absences.flush(tables);
        tables.write("UPDATE $.member SET visible = batch.visible FROM :rows WHERE member.id = batch.id", visibility);
    }

    /** @param othersThanBefore whether the rules that hold may leave out other roles */
    void flushRoles(Tables tables, boolean othersThanBefore) {
        tables.write("""
                MERGE INTO $.held_role h USING (SELECT * FROM :rows) batch
                ON h.member = batch.member AND h.role = batch.role
                WHEN MATCHED AND batch.held < 0 THEN DELETE
                WHEN NOT MATCHED AND batch.held > 0 THEN INSERT (member, role) VALUES (batch.member, batch.role)
                """, roles);
        if (othersThanBefore) {
            tables.sql(EXCUSE.formatted("$.held_role")).query(row -> {
                moved(Columns.id(row, "id"));
            });
        }
        tables.write(EXCUSE.formatted(":rows"), roles, row -> moved(Columns.id(row, "id")));
    }
}
