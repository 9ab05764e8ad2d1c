package org.geben.query.desk;

import java.time.Instant;
import java.util.UUID;
import org.geben.kernel.NaturalKey;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberProfileChanged;
import org.geben.kernel.member.MemberEvent.RoleGranted;
import org.geben.kernel.member.MemberEvent.RoleRevoked;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.geben.kernel.privacy.Trace;
import org.geben.query.generation.Absences;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Facts;
import org.geben.query.generation.Latest;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Tables;

/** Members, whether they are there, and the roles that they hold. */
final class MemberChanges {
    private final Rows joined;
    private final Latest profiles;
    private final Absences absences;
    private final Latest erased;
    private final Facts roles;

    MemberChanges(Buffers buffers) {
        joined = buffers.inserts("member", "id uuid", "handle text", "name text", "automated boolean");
        profiles = buffers.latest("profile", "id uuid", "handle text", "name text");
        absences = new Absences(buffers);
        erased = buffers.latest("erasure", "id uuid", "handle text");
        roles = buffers.facts(
                "held_role", "id uuid", "member uuid", "role text", "since timestamptz", "granted_by uuid");
    }

    void joined(MemberJoined event) {
        joined.add(event.memberId().value(), event.handle().value(), event.name(), event.automated());
    }

    void changed(MemberProfileChanged event) {
        profiles.put(event.memberId().value(), event.handle().value(), event.name());
    }

    /** For one reason more: gone, suspended, erased. */
    void absent(MemberId member) {
        absences.begin(member.value());
    }

    /** For one reason less. */
    void back(MemberId member) {
        absences.end(member.value());
    }

    void erased(MemberId member) {
        absent(member);
        erased.put(member.value(), Trace.handle(member.value()));
    }

    void granted(RoleGranted event, Instant at) {
        MemberId by = event.by();
        roles.came(
                id(event.memberId(), event.role()),
                event.memberId().value(),
                event.role().name(),
                at,
                by == null ? null : by.value());
    }

    void revoked(RoleRevoked event) {
        roles.went(id(event.memberId(), event.role()));
    }

    private static UUID id(MemberId member, Role role) {
        return NaturalKey.uuid("role", member.toString(), role.name());
    }

    void flush(Tables tables) {
        tables.write("""
                UPDATE $.member SET handle = batch.handle, name = batch.name FROM :rows WHERE member.id = batch.id
                """, profiles);
        tables.write("""
                UPDATE $.member SET handle = batch.handle, name = '%s' FROM :rows WHERE member.id = batch.id
                """.formatted(Trace.ERASED_NAME), erased);
        absences.flush(tables);
        roles.flush(tables);
    }
}
