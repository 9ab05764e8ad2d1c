package org.geben.application.imports.intake;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.geben.application.recording.Entry;
import org.geben.command.appreciation.GiveAppreciation;
import org.geben.command.contribution.AcceptAnswer;
import org.geben.command.contribution.PublishContribution;
import org.geben.command.group.FoundGroup;
import org.geben.command.group.JoinGroup;
import org.geben.command.member.JoinMember;
import org.geben.kernel.member.MemberId;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * An entry as one line of text whose order is the order of sending: by time, to the microsecond; then what others may
 * need comes first; then the order of the source.
 */
final class EntryLines {

    /** A command may need those before it at the same instant. */
    private static final List<Class<?>> RANKS = List.of(
            JoinMember.class,
            FoundGroup.class,
            JoinGroup.class,
            PublishContribution.class,
            AcceptAnswer.class,
            GiveAppreciation.class);

    /** Escaped, because broken surrogate pairs are for the write side to refuse, not for a file to choke on. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final String TAB = "\t";

    private EntryLines() {}

    static String line(Entry entry, String orderOfSource) {
        int rank = RANKS.indexOf(entry.command().getClass());
        if (rank < 0) {
            throw new IllegalArgumentException(
                    "No importer sends " + entry.command().getClass());
        }
        return String.join(
                TAB,
                sortable(entry.occurredAt()),
                Integer.toString(rank),
                orderOfSource,
                entry.type(),
                entry.origin(),
                entry.timeInferred() ? "~" : "",
                entry.actor() == null ? "" : entry.actor().toString(),
                JSON.writeValueAsString(entry.command()));
    }

    static Entry entry(String line) {
        String[] fields = line.split(TAB, 8);
        return new Entry(
                fields[3],
                fields[4],
                instant(fields[0]),
                !fields[5].isEmpty(),
                fields[6].isEmpty() ? null : MemberId.of(fields[6]),
                JSON.readValue(fields[7], RANKS.get(Integer.parseInt(fields[1]))));
    }

    static String sortable(Instant instant) {
        return Intake.sortable(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
    }

    static Instant instant(String sortable) {
        return Instant.EPOCH.plus(Long.parseLong(sortable), ChronoUnit.MICROS);
    }
}
