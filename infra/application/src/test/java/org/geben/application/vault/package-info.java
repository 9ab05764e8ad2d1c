/** What is personal opens only by its key and in its place. */
@NullMarked
package org.geben.application.vault;

import org.jspecify.annotations.NullMarked;
