/** Commands line by line. */
@NullMarked
package org.geben.application.bulk;

import org.jspecify.annotations.NullMarked;
