/** Measurements of the whole, each by one documented command that prints a table and writes JSON. */
@NullMarked
package org.geben.benchmarks;

import org.jspecify.annotations.NullMarked;
