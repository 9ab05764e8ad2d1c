package org.geben.application.imports.slack;

import org.geben.application.imports.intake.SkipReason;

/** What of an export is not imported, and why. */
enum Omission implements SkipReason {
    BOT_MESSAGE("Written by a program that has no account."),
    WITHOUT_USER("The export does not say who wrote it."),
    WITHOUT_TEXT("There is neither a text nor a named file."),
    NOT_A_CONTRIBUTION(
            "Slack's own remarks (topics, purposes, pins, renamed or archived channels) are not contributions."),
    NOT_A_MESSAGE("This is not a message."),
    TELLS_A_MEMBERSHIP("Who came into a channel and who left it is counted among the memberships."),
    MEMBERSHIP_SUPERSEDED(
            "The member left the channel, or a join message tells the membership: only memberships that last are imported, each once."),
    SAME_KIND_TWICE("Another emoji of the same meaning by the same member for the same message counts already."),
    SUBJECT_NOT_IMPORTED("The message to which it belongs is not imported."),
    GIVER_NOT_LISTED("The export counts more reactions than it names members."),
    NOT_A_PUBLIC_CHANNEL(
            "channels.json does not know this folder: private channels and direct messages are not imported."),
    CHANNEL_WITHOUT_FOLDER("The export has no messages of this channel."),
    FILE_NOT_READ("Only users.json, channels.json and the days of public channels are imported.");

    private final String sentence;

    Omission(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
