/** What leaders promise to give themselves. */
@NullMarked
package org.geben.kernel.pledge;

import org.jspecify.annotations.NullMarked;
