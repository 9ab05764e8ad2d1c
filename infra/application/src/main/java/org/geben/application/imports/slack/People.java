package org.geben.application.imports.slack;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import org.geben.application.imports.intake.Intake;
import org.geben.application.imports.intake.SortedLines;
import org.geben.application.recording.Entry;
import org.geben.command.group.JoinGroup;
import org.geben.command.member.JoinMember;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Members and when they came. An export does not say when somebody joined the workspace, so the first trace of a member
 * is taken for it: a message, a reaction, a channel founded or joined. Accounts and traces meet by sorting on the
 * member; an account without a trace is taken to be as old as the oldest channel.
 */
final class People implements Closeable {

    private static final String ACCOUNT = "0";
    private static final String TRACE = "1";
    private static final String IN_CHANNEL = "2";

    private final Intake intake;
    private final SortedLines lines;

    People(Intake intake) throws IOException {
        this.intake = intake;
        this.lines = intake.openSpool("people");
    }

    MemberId member(String user) {
        return MemberId.imported(intake.source(), user);
    }

    void account(Element element, String user, Handle handle, String name, boolean automated) throws IOException {
        lines.add(
                String.join("\t", user, ACCOUNT, element.origin(), handle.value(), automated ? "automated" : "", name));
    }

    void trace(String user, Instant at) throws IOException {
        lines.add(String.join("\t", user, TRACE, Intake.sortable(at)));
    }

    /** Of somebody who is in a channel, nobody knows since when: since both were there. */
    void isIn(String user, String channel, GroupId group, Instant created, String origin) throws IOException {
        lines.add(String.join("\t", user, IN_CHANNEL, channel, Intake.sortable(created), origin, group.toString()));
    }

    /** When all has been read. */
    void join(Instant oldestChannel) throws IOException {
        lines.sorted(sorted -> join(sorted, oldestChannel));
    }

    private void join(Iterator<String> sorted, Instant oldestChannel) throws IOException {
        String user = "";
        String[] account = null;
        Instant came = oldestChannel;
        while (sorted.hasNext()) {
            String[] fields = sorted.next().split("\t", 6);
            if (!fields[0].equals(user)) {
                join(account, oldestChannel);
                user = fields[0];
                account = null;
                came = oldestChannel;
            }
            switch (fields[1]) {
                case ACCOUNT -> {
                    join(account, oldestChannel);
                    account = fields;
                }
                case TRACE -> {
                    if (account != null) {
                        came = Intake.instant(fields[2]);
                        join(account, came);
                        account = null;
                    }
                }
                default -> joinChannel(fields, came);
            }
        }
        join(account, oldestChannel);
    }

    private void join(String @Nullable [] account, Instant at) throws IOException {
        if (account == null) {
            return;
        }
        MemberId member = member(account[0]);
        JoinMember join = new JoinMember(member, new Handle(account[3]), account[5], null, !account[4].isEmpty());
        intake.take(new Entry("users", account[2], at, true, member, join), account[0]);
    }

    private void joinChannel(String[] fields, Instant came) throws IOException {
        MemberId member = member(fields[0]);
        Instant created = Intake.instant(fields[3]);
        JoinGroup join = new JoinGroup(GroupId.of(fields[5]), member);
        intake.take(
                new Entry("memberships", fields[4], came.isAfter(created) ? came : created, true, member, join),
                fields[2] + "/" + fields[0]);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
