package org.geben.query.leaderboard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberProfileChanged;
import org.geben.kernel.member.MemberId;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Tables;
import org.geben.query.generation.Tally;

/** Members, and what each has earned in all time. */
final class MemberChanges {
    final Tally<UUID> contributions = new Tally<>();
    final Tally<UUID> replies = new Tally<>();
    final Tally<UUID> given = new Tally<>();
    final Tally<UUID> givers = new Tally<>();
    final Tally<UUID> received = new Tally<>();
    final Tally<UUID> unknownGivers = new Tally<>();
    private final Rows joined = new Rows("id uuid", "handle text", "name text", "automated boolean");
    private final Map<MemberId, MemberProfileChanged> profiles = new LinkedHashMap<>();
    private final Map<MemberId, Boolean> presence = new LinkedHashMap<>();

    void joined(MemberJoined event) {
        joined.add(event.memberId().value(), event.handle().value(), event.name(), event.automated());
    }

    void changed(MemberProfileChanged event) {
        profiles.put(event.memberId(), event);
    }

    void present(MemberId member, boolean present) {
        presence.put(member, present);
    }

    void flush(Tables tables) {
        tables.write("""
                INSERT INTO $.member (id, handle, name, automated) SELECT id, handle, name, automated FROM :rows
                """, joined);
        Rows changed = new Rows("id uuid", "handle text", "name text");
        profiles.forEach(
                (id, profile) -> changed.add(id.value(), profile.handle().value(), profile.name()));
        tables.write("""
                UPDATE $.member SET handle = batch.handle, name = batch.name FROM :rows WHERE member.id = batch.id
                """, changed);
        Rows present = new Rows("id uuid", "present boolean");
        presence.forEach((id, here) -> present.add(id.value(), here));
        tables.write("""
                UPDATE $.member SET present = batch.present FROM :rows WHERE member.id = batch.id
                """, present);
    }

    void flushCounts(Tables tables) {
        List<Tally<UUID>> tallies = List.of(contributions, replies, given, givers, received, unknownGivers);
        Rows counts = new Rows(
                "id uuid",
                "contributions bigint",
                "replies bigint",
                "given bigint",
                "givers bigint",
                "received bigint",
                "unknown_givers bigint");
        tallies.stream()
                .flatMap(tally -> tally.keys().stream())
                .collect(Collectors.toSet())
                .forEach(id -> counts.add(
                        id,
                        contributions.of(id),
                        replies.of(id),
                        given.of(id),
                        givers.of(id),
                        received.of(id),
                        unknownGivers.of(id)));
        tables.write("""
                UPDATE $.member m SET contributions = m.contributions + batch.contributions,
                                      replies = m.replies + batch.replies,
                                      given = m.given + batch.given,
                                      givers = m.givers + batch.givers,
                                      received = m.received + batch.received,
                                      unknown_givers = m.unknown_givers + batch.unknown_givers
                FROM :rows WHERE m.id = batch.id
                """, counts);
    }
}
