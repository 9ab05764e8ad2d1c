/** Where somebody may need a hand: the community manager's private cases. */
@NullMarked
package org.geben.kernel.outreach;

import org.jspecify.annotations.NullMarked;
