/** Which parts of events are about a person, and what is left of them once that person is erased. */
@NullMarked
package org.geben.kernel.privacy;

import org.jspecify.annotations.NullMarked;
