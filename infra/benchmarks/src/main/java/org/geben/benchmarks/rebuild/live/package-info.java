/** What a rebuild of all views costs those who write and read meanwhile, and whether they are told the truth. */
@NullMarked
package org.geben.benchmarks.rebuild.live;

import org.jspecify.annotations.NullMarked;
