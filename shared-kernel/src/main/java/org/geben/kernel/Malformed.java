package org.geben.kernel;

import java.util.UUID;

/** A value that is not of the language at all, whatever the state of the community. Its message says what is expected. */
public final class Malformed extends IllegalArgumentException {
    public Malformed(String sentence) {
        super(sentence);
    }

    /**
     * Reads a UUID in its canonical form of 36 characters.
     *
     * @param what the kind of id, for the message
     * @throws Malformed if the text is anything else
     */
    public static UUID unlessUuid(String what, String text) {
        try {
            UUID uuid = UUID.fromString(text);
            if (uuid.toString().equalsIgnoreCase(text)) {
                return uuid;
            }
        } catch (IllegalArgumentException notOne) {
            // Falls through to the one sentence for both: UUID.fromString also takes short forms.
        }
        throw new Malformed("%s must be a UUID such as 018f3c1e-0000-7000-8000-000000000000.".formatted(what));
    }
}
