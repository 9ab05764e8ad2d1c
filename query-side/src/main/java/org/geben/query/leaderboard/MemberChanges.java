package org.geben.query.leaderboard;

import java.util.UUID;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberProfileChanged;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.privacy.Trace;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Latest;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Sums;
import org.geben.query.generation.Tables;

/** Members, and what each has earned in all time: how often, and how many points on each board. */
final class MemberChanges {
    final Programs programs;
    private final Rows joined;
    private final Latest profiles;
    private final Sums absences;
    private final Latest erased;
    private final Sums counts;

    MemberChanges(Buffers buffers, Tables tables) {
        programs = new Programs(tables);
        joined = buffers.inserts("member", "id uuid", "handle text", "name text", "automated boolean");
        profiles = buffers.latest("profile", "id uuid", "handle text", "name text");
        absences = buffers.sums("absence", "id uuid", "absences bigint");
        erased = buffers.latest("erasure", "id uuid", "handle text");
        counts = buffers.sums(
                "member_count",
                "id uuid",
                "contributions bigint",
                "replies bigint",
                "given bigint",
                "givers bigint",
                "received bigint",
                "unknown_givers bigint",
                "giving bigint",
                "appreciated bigint",
                "contributing bigint");
    }

    void joined(MemberJoined event) {
        UUID member = event.memberId().value();
        joined.add(member, event.handle().value(), event.name(), event.automated());
        if (event.automated()) {
            programs.joined(member);
        }
    }

    void changed(MemberProfileChanged event) {
        profiles.put(event.memberId().value(), event.handle().value(), event.name());
    }

    /** For one reason more: gone, suspended, erased. */
    void absent(MemberId member) {
        absences.add("absences", 1, member.value());
    }

    /** For one reason less. */
    void back(MemberId member) {
        absences.add("absences", -1, member.value());
    }

    void erased(MemberId member) {
        absent(member);
        erased.put(member.value(), Trace.handle(member.value()));
    }

    /** @param count the column's name */
    void count(String count, UUID member, long change) {
        if (change != 0) {
            counts.add(count, change, member);
        }
    }

    void flush(Tables tables) {
        tables.write("""
                UPDATE $.member SET handle = batch.handle, name = batch.name FROM :rows WHERE member.id = batch.id
                """, profiles);
        tables.write("""
                UPDATE $.member SET handle = batch.handle, name = '%s' FROM :rows WHERE member.id = batch.id
                """.formatted(Trace.ERASED_NAME), erased);
        tables.write("""
                UPDATE $.member SET absences = member.absences + batch.absences,
                                    present = member.absences + batch.absences = 0
                FROM :rows WHERE member.id = batch.id
                """, absences);
    }

    void flushCounts(Tables tables) {
        tables.write("""
                UPDATE $.member m SET contributions = m.contributions + batch.contributions,
                                      replies = m.replies + batch.replies,
                                      given = m.given + batch.given,
                                      givers = m.givers + batch.givers,
                                      received = m.received + batch.received,
                                      unknown_givers = m.unknown_givers + batch.unknown_givers,
                                      giving = m.giving + batch.giving,
                                      appreciated = m.appreciated + batch.appreciated,
                                      contributing = m.contributing + batch.contributing
                FROM :rows WHERE m.id = batch.id
                """, counts);
    }
}
