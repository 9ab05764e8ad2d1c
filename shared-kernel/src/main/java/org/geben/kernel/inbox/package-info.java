/** What a member has seen of what concerns them. */
@NullMarked
package org.geben.kernel.inbox;

import org.jspecify.annotations.NullMarked;
