/** Requests that may be repeated under a key: what was done is not done again, and is answered as it was. */
@NullMarked
package org.geben.application.idempotency;

import org.jspecify.annotations.NullMarked;
