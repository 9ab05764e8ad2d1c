package org.geben.query.health;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.geben.kernel.member.DigitalComfort;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberId;
import org.geben.query.Columns;
import org.geben.query.generation.Absences;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Latest;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Sums;
import org.geben.query.generation.Tables;
import org.jspecify.annotations.Nullable;

/** Members, and how many people who are present joined on each day. */
final class MemberChanges {
    private final Rows joined;
    private final Absences absences;
    private final Latest leaders;
    private final Sums moments;
    private final Rows comfort;
    private final Rows erased;
    private final Sums joining;

    MemberChanges(Buffers buffers) {
        joined = buffers.inserts("member", "id uuid", "automated boolean", "joined_at timestamptz");
        absences = new Absences(buffers);
        leaders = buffers.latest("leadership", "id uuid", "leader boolean");
        moments = buffers.sums("absence_moment", "member uuid", "at timestamptz", "absences bigint");
        comfort = buffers.inserts("comfort", "member uuid", "sequence bigint", "level text", "declared_at timestamptz");
        erased = buffers.rows("erasure", "member uuid");
        joining = buffers.sums("joining_change", "day timestamptz", "members bigint");
    }

    void joined(MemberJoined event, Instant at) {
        joined.add(event.memberId().value(), event.automated(), at);
        if (!event.automated()) {
            joining.add("members", 1, Days.of(at));
        }
    }

    /** For one reason more: gone, suspended, erased. */
    void absent(MemberId member, Instant at) {
        absences.begin(member.value());
        moments.add("absences", 1, member.value(), at);
    }

    /** For one reason less. */
    void back(MemberId member, Instant at) {
        absences.end(member.value());
        moments.add("absences", -1, member.value(), at);
    }

    /** An erased member's comfort is read no more by those who fold the event again. */
    void erased(MemberId member, Instant at) {
        absent(member, at);
        erased.add(member.value());
    }

    void leads(MemberId member, boolean isLeader) {
        leaders.put(member.value(), isLeader);
    }

    void declared(MemberId member, long sequence, @Nullable DigitalComfort level, Instant at) {
        if (level != null) {
            comfort.add(member.value(), sequence, level.name(), at);
        }
    }

    void flush(Tables tables) {
        absences.flush(tables, "automated, joined_at, present, " + Absences.WAS_PRESENT, this::counted);
        tables.write("UPDATE $.member SET leader = batch.leader FROM :rows WHERE member.id = batch.id", leaders);
        tables.write("""
                MERGE INTO $.absence_change a USING (SELECT * FROM :rows) batch ON a.member = batch.member AND a.at = batch.at
                WHEN MATCHED AND a.absences + batch.absences = 0 THEN DELETE
                WHEN MATCHED THEN UPDATE SET absences = a.absences + batch.absences
                WHEN NOT MATCHED THEN INSERT (member, at, absences) VALUES (batch.member, batch.at, batch.absences)
                """, moments);
        tables.write("DELETE FROM $.comfort USING :rows WHERE comfort.member = batch.member", erased);
        tables.write("""
                MERGE INTO $.joining j USING (SELECT * FROM :rows) batch ON j.day = batch.day
                WHEN MATCHED AND j.members + batch.members = 0 THEN DELETE
                WHEN MATCHED THEN UPDATE SET members = j.members + batch.members
                WHEN NOT MATCHED THEN INSERT (day, members) VALUES (batch.day, batch.members)
                """, joining);
    }

    private void counted(ResultSet row) throws SQLException {
        boolean present = row.getBoolean("present");
        if (!row.getBoolean("automated") && present != row.getBoolean("was_present")) {
            joining.add("members", present ? 1 : -1, Days.of(Columns.time(row, "joined_at")));
        }
    }
}
