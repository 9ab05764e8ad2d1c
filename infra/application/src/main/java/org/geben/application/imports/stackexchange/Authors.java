package org.geben.application.imports.stackexchange;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import org.geben.application.imports.intake.ImportedHandle;
import org.geben.application.imports.intake.Intake;
import org.geben.application.imports.intake.SortedLines;
import org.geben.application.recording.Entry;
import org.geben.command.member.JoinMember;
import org.geben.kernel.member.MemberId;

/**
 * Says which member wrote something. Accounts that were deleted leave a display name at best: each such name becomes a
 * member who joins when the name is first seen. Posts that have not even that are given to one placeholder, because the
 * up-votes for them are real and must have a post to go to; it is marked as automated so that no metric takes it for a
 * person.
 */
final class Authors implements Closeable {

    private static final String TYPE = "members known by name only";
    private static final String NOBODY_KEY = "nobody";
    private static final String NOBODY = "Somebody whose account is gone";

    private final Intake intake;
    private final SortedLines seen;

    Authors(Intake intake) throws IOException {
        this.intake = intake;
        this.seen = intake.openSpool("names");
    }

    MemberId account(long id) {
        return MemberId.imported(intake.source(), Long.toString(id));
    }

    /** By the account or, failing that, by the display name that is left of it. */
    Optional<MemberId> of(Row row, String account, String displayName, Instant at) throws MalformedRow, IOException {
        OptionalLong id = row.optionalNumber(account);
        if (id.isPresent()) {
            return Optional.of(account(id.getAsLong()));
        }
        Optional<String> name = row.text(displayName).map(String::strip).filter(given -> !given.isEmpty());
        return name.isPresent() ? Optional.of(named("name:" + name.get(), name.get(), at, row)) : Optional.empty();
    }

    MemberId placeholder(Row row, Instant at) throws IOException {
        return named(NOBODY_KEY, NOBODY, at, row);
    }

    private MemberId named(String key, String name, Instant at, Row row) throws IOException {
        MemberId member = MemberId.imported(intake.source(), key);
        seen.add(String.join(
                "\t", member.toString(), Intake.sortable(at), row.origin(), name.replaceAll("\\p{Cntrl}", " ")));
        return member;
    }

    /** When all has been read: the members who are known by name only join, each once. */
    void join() throws IOException {
        seen.sorted(this::join);
    }

    private void join(Iterator<String> lines) throws IOException {
        MemberId nobody = MemberId.imported(intake.source(), NOBODY_KEY);
        String last = "";
        while (lines.hasNext()) {
            String[] fields = lines.next().split("\t", 4);
            if (!fields[0].equals(last)) {
                last = fields[0];
                MemberId member = MemberId.of(fields[0]);
                String name = fields[3];
                intake.take(
                        new Entry(
                                TYPE,
                                fields[2],
                                Intake.instant(fields[1]),
                                true,
                                member,
                                new JoinMember(
                                        member, ImportedHandle.of(name, member), name, null, member.equals(nobody))),
                        fields[0]);
            }
        }
    }

    @Override
    public void close() throws IOException {
        seen.close();
    }
}
