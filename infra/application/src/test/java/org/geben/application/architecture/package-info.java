/** Holds the modules and features apart, as the README draws them. */
@NullMarked
package org.geben.application.architecture;

import org.jspecify.annotations.NullMarked;
