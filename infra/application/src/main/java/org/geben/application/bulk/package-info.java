/** Commands line by line: what integrators send of another system, late and in large numbers. */
@NullMarked
package org.geben.application.bulk;

import org.jspecify.annotations.NullMarked;
