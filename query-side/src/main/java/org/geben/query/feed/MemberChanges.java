package org.geben.query.feed;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberProfileChanged;
import org.geben.kernel.member.MemberId;
import org.geben.query.Columns;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Tables;
import org.geben.query.generation.Tally;

/** Of the changes to one member the last counts; all of them come after the joining. */
final class MemberChanges {
    final Tally<UUID> contributions = new Tally<>();
    final Tally<UUID> given = new Tally<>();
    final Tally<UUID> received = new Tally<>();
    private final Rows joined =
            new Rows("id uuid", "handle text", "name text", "about text", "automated boolean", "joined_at timestamptz");
    private final Map<MemberId, MemberProfileChanged> profiles = new LinkedHashMap<>();
    private final Map<MemberId, Boolean> presence = new LinkedHashMap<>();

    void joined(MemberJoined event, Instant at) {
        joined.add(
                event.memberId().value(), event.handle().value(), event.name(), event.about(), event.automated(), at);
    }

    void changed(MemberProfileChanged event) {
        profiles.put(event.memberId(), event);
    }

    void present(MemberId member, boolean present) {
        presence.put(member, present);
    }

    /** Writes all but the counts, and hands back who has come or gone. */
    List<Presence> flush(Tables tables) {
        tables.write("""
                INSERT INTO $.member (id, handle, name, about, automated, joined_at)
                SELECT id, handle, name, about, automated, joined_at FROM :rows
                """, joined);
        Rows changed = new Rows("id uuid", "handle text", "name text", "about text");
        profiles.forEach(
                (id, profile) -> changed.add(id.value(), profile.handle().value(), profile.name(), profile.about()));
        tables.write("""
                UPDATE $.member SET handle = batch.handle, name = batch.name, about = batch.about
                FROM :rows WHERE member.id = batch.id
                """, changed);
        Rows present = new Rows("id uuid", "present boolean");
        presence.forEach((id, here) -> present.add(id.value(), here));
        return tables.writeReturning(
                """
                UPDATE $.member SET present = batch.present
                FROM :rows WHERE member.id = batch.id AND member.present <> batch.present
                RETURNING member.id, member.present
                """, present, (row, n) -> new Presence(Columns.id(row, "id"), row.getBoolean("present")));
    }

    void flushCounts(Tables tables) {
        Set<UUID> counted = new HashSet<>(contributions.keys());
        counted.addAll(given.keys());
        counted.addAll(received.keys());
        Rows counts = new Rows("id uuid", "contributions bigint", "given bigint", "received bigint");
        counted.forEach(id -> counts.add(id, contributions.of(id), given.of(id), received.of(id)));
        tables.write("""
                UPDATE $.member SET contributions = member.contributions + batch.contributions,
                                    given = member.given + batch.given,
                                    received = member.received + batch.received
                FROM :rows WHERE member.id = batch.id
                """, counts);
    }

    record Presence(UUID member, boolean present) {}
}
