/** Reads the data dump of a Stack Exchange site. */
@NullMarked
package org.geben.application.imports.stackexchange;

import org.jspecify.annotations.NullMarked;
