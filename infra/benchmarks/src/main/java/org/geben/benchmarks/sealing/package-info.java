/** What it costs to keep what is personal sealed. */
@NullMarked
package org.geben.benchmarks.sealing;

import org.jspecify.annotations.NullMarked;
