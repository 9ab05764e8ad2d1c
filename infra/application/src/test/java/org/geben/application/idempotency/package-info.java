/** Requests that are sent twice. */
@NullMarked
package org.geben.application.idempotency;

import org.jspecify.annotations.NullMarked;
