/** The packaged application as a process of its own, and a client of it. */
@NullMarked
package org.geben.benchmarks.serving;

import org.jspecify.annotations.NullMarked;
