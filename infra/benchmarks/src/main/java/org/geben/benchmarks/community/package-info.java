/** A made-up community of any size, told as the events that the application would have recorded. */
@NullMarked
package org.geben.benchmarks.community;

import org.jspecify.annotations.NullMarked;
