package org.geben.application.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import org.geben.kernel.privacy.Personal.Kind;

/** Names one key of a member. As text the member's id and the kind, such as {@code 018f…/WORDS}. */
record KeyId(UUID member, Kind kind) {
    static KeyId of(String text) {
        int slash = text.indexOf('/');
        return new KeyId(UUID.fromString(text.substring(0, slash)), Kind.valueOf(text.substring(slash + 1)));
    }

    byte[] bytes() {
        return toString().getBytes(UTF_8);
    }

    @Override
    public String toString() {
        return member + "/" + kind;
    }
}
