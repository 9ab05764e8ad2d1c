package org.geben.query.generation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why an operator deals with a dead letter.
 *
 * @param reason in the operator's words
 * @param by the member who decides, as far as that is known
 */
record Verdict(@Nullable String reason, @Nullable UUID by) {}
