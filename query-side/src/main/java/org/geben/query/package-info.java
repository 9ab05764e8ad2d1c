/** What every query shares: the way in which it is refused. */
@NullMarked
package org.geben.query;

import org.jspecify.annotations.NullMarked;
