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
    private final Latest comfort;
    private final Sums joining;

    MemberChanges(Buffers buffers) {
        joined = buffers.inserts("member", "id uuid", "automated boolean", "joined_at timestamptz");
        absences = new Absences(buffers);
        leaders = buffers.latest("leadership", "id uuid", "leader boolean");
        comfort = buffers.latest("comfort", "id uuid", "comfort text");
        joining = buffers.sums("joining_change", "day timestamptz", "members bigint");
    }

    void joined(MemberJoined event, Instant at) {
        joined.add(event.memberId().value(), event.automated(), at);
        if (!event.automated()) {
            joining.add("members", 1, Days.of(at));
        }
    }

    /** For one reason more: gone, suspended, erased. */
    void absent(MemberId member) {
        absences.begin(member.value());
    }

    /** For one reason less. */
    void back(MemberId member) {
        absences.end(member.value());
    }

    /** An erased member's comfort is read no more by those who fold the event again. */
    void erased(MemberId member) {
        absent(member);
        declared(member, null);
    }

    void leads(MemberId member, boolean isLeader) {
        leaders.put(member.value(), isLeader);
    }

    void declared(MemberId member, @Nullable DigitalComfort level) {
        comfort.put(member.value(), level == null ? null : level.name());
    }

    void flush(Tables tables) {
        absences.flush(tables, "automated, joined_at, present, " + Absences.WAS_PRESENT, this::counted);
        tables.write("UPDATE $.member SET leader = batch.leader FROM :rows WHERE member.id = batch.id", leaders);
        tables.write("UPDATE $.member SET comfort = batch.comfort FROM :rows WHERE member.id = batch.id", comfort);
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
