/** By which weights the community says it scores. */
@NullMarked
package org.geben.kernel.scoring;

import org.jspecify.annotations.NullMarked;
