package org.geben.query.progress;

import java.time.Instant;
import org.geben.kernel.member.MemberEvent.LeaderboardVisibilityChosen;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberWelcomed;
import org.geben.kernel.member.MemberId;
import org.geben.query.generation.Absences;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Latest;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Tables;

/** Members without anything personal: an erasure finds nothing to clear. */
final class MemberChanges {
    private final Rows joined;
    private final Absences absences;
    private final Latest visibility;
    private final Latest welcomes;

    MemberChanges(Buffers buffers) {
        joined = buffers.inserts("member", "id uuid", "automated boolean", "joined_at timestamptz");
        absences = new Absences(buffers);
        visibility = buffers.latest("visibility", "id uuid", "visible boolean");
        welcomes = buffers.latest("welcome", "id uuid", "welcomed_by uuid", "at timestamptz");
    }

    void joined(MemberJoined event, Instant at) {
        joined.add(event.memberId().value(), event.automated(), at);
    }

    /** For one reason more: gone, suspended, erased. */
    void absent(MemberId member) {
        absences.begin(member.value());
    }

    /** For one reason less. */
    void back(MemberId member) {
        absences.end(member.value());
    }

    void chosen(LeaderboardVisibilityChosen event) {
        visibility.put(event.memberId().value(), event.visible());
    }

    void welcomed(MemberWelcomed event, Instant at) {
        welcomes.put(event.memberId().value(), event.by().value(), at);
    }

    void flush(Tables tables) {
        absences.flush(tables);
        tables.write("UPDATE $.member SET visible = batch.visible FROM :rows WHERE member.id = batch.id", visibility);
        tables.write("""
                UPDATE $.member SET welcomed_by = batch.welcomed_by, welcomed_at = batch.at
                FROM :rows WHERE member.id = batch.id
                """, welcomes);
    }
}
