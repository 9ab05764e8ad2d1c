/** How members thank one another, and for what. */
@NullMarked
package org.geben.kernel.appreciation;

import org.jspecify.annotations.NullMarked;
