package org.geben.application.imports.slack;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import org.geben.application.imports.intake.Intake;
import org.geben.application.imports.intake.SortedLines;
import org.geben.application.recording.Entry;
import org.geben.command.group.JoinGroup;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Who is in which channel since when. A channel lists its members without a time, its messages tell who came and went;
 * they meet by sorting on channel and member. Only the membership that lasts is imported, from its last beginning on:
 * joining, leaving and joining again could not be sent a second time without happening a second time.
 */
final class Memberships implements Closeable {

    private static final String TYPE = "memberships";

    /** Sorts before {@link #LISTED}. */
    private static final String TOLD = "0";

    private static final String LISTED = "1";

    private final Intake intake;
    private final People people;
    private final SortedLines lines;

    /** @param people told of memberships whose time depends on when the member came */
    Memberships(Intake intake, People people) throws IOException {
        this.intake = intake;
        this.people = people;
        this.lines = intake.openSpool("memberships");
    }

    void joined(Element message, Channel channel, String user, Instant at) throws IOException {
        add(channel, user, TOLD, at, message, "joined");
    }

    void left(Element message, Channel channel, String user, Instant at) throws IOException {
        add(channel, user, TOLD, at, message, "left");
    }

    void listed(Element element, Channel channel, String user) throws IOException {
        add(channel, user, LISTED, channel.created(), element, "joined");
    }

    private void add(Channel channel, String user, String kind, Instant at, Element element, String what)
            throws IOException {
        lines.add(String.join(
                "\t",
                channel.id(),
                user,
                kind,
                Intake.sortable(at),
                element.origin(),
                what,
                channel.group().toString()));
    }

    private record Step(
            String channel, String user, boolean told, Instant at, String origin, boolean joins, GroupId group) {
        private static Step of(String line) {
            String[] fields = line.split("\t");
            return new Step(
                    fields[0],
                    fields[1],
                    fields[2].equals(TOLD),
                    Intake.instant(fields[3]),
                    fields[4],
                    fields[5].equals("joined"),
                    GroupId.of(fields[6]));
        }

        private boolean concernsTheSameAs(@Nullable Step other) {
            return other != null && channel.equals(other.channel) && user.equals(other.user);
        }
    }

    /** When all has been read. */
    void join() throws IOException {
        lines.sorted(this::join);
    }

    private void join(Iterator<String> sorted) throws IOException {
        Step before = null;
        Step beginning = null;
        while (sorted.hasNext()) {
            Step step = Step.of(sorted.next());
            if (!step.concernsTheSameAs(before)) {
                settle(beginning);
                beginning = null;
            }
            if (!step.joins()) {
                supersede(beginning);
                supersede(step);
                beginning = null;
            } else if (beginning == null) {
                beginning = step;
            } else {
                supersede(step);
            }
            before = step;
        }
        settle(beginning);
    }

    private void settle(@Nullable Step beginning) throws IOException {
        if (beginning == null) {
            return;
        }
        if (beginning.told()) {
            MemberId member = people.member(beginning.user());
            JoinGroup join = new JoinGroup(beginning.group(), member);
            intake.take(
                    new Entry(TYPE, beginning.origin(), beginning.at(), false, member, join),
                    beginning.channel() + "/" + beginning.user());
        } else {
            people.isIn(beginning.user(), beginning.channel(), beginning.group(), beginning.at(), beginning.origin());
        }
    }

    private void supersede(@Nullable Step step) {
        if (step != null) {
            intake.skip(TYPE, Omission.MEMBERSHIP_SUPERSEDED, step.origin());
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
