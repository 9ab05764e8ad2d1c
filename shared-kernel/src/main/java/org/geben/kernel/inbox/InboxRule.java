package org.geben.kernel.inbox;

import static org.geben.kernel.Rule.Breach.UNACCEPTABLE;

import org.geben.kernel.Rule;

/** The rules of notifications. */
public enum InboxRule implements Rule {
    NOTIFICATION_KEY_OUT_OF_BOUNDS(
            UNACCEPTABLE, "A notification is named by the key that its list gives, of 1 to 100 characters."),
    NOTIFICATION_MARK_TOO_EARLY(UNACCEPTABLE, "Notifications are marked up to a moment of 1970 or later.");

    private final Breach breach;
    private final String sentence;

    InboxRule(Breach breach, String sentence) {
        this.breach = breach;
        this.sentence = sentence;
    }

    @Override
    public Breach breach() {
        return breach;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
