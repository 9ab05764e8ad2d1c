package org.geben.application.idempotency;

import java.util.UUID;

/** What became of the wish to be the one request that is carried out under a key. */
sealed interface Claim {
    /** It is carried out now; the token lets go of the key again, or keeps the answer. */
    record Granted(UUID token) implements Claim {}

    /** It was carried out. */
    record Answered(Answer answer) implements Claim {}

    /** It is being carried out. */
    record Running() implements Claim {}

    /** The key belongs to another request. */
    record Taken() implements Claim {}
}
