/** Members mark what they have seen of their notifications. */
@NullMarked
package org.geben.command.inbox;

import org.jspecify.annotations.NullMarked;
