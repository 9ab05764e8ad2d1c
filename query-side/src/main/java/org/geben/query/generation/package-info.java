/** Generations: the schemas in which projections keep what they have folded, how they are filled and how they are read. */
@NullMarked
package org.geben.query.generation;

import org.jspecify.annotations.NullMarked;
