/** What it takes to read the views of a large community, beside what it takes without them. */
@NullMarked
package org.geben.benchmarks.reading;

import org.jspecify.annotations.NullMarked;
