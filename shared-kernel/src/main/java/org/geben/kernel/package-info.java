/** What every feature of the language shares: the envelope around an event, the stable event names, broken rules. */
@NullMarked
package org.geben.kernel;

import org.jspecify.annotations.NullMarked;
