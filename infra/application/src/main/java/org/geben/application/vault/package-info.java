/** Keeps what is personal readable for as long as the member's key is there, and no longer. */
@NullMarked
package org.geben.application.vault;

import org.jspecify.annotations.NullMarked;
