/** What it takes to fold a long log into new generations, beside what it usually takes. */
@NullMarked
package org.geben.benchmarks.rebuild;

import org.jspecify.annotations.NullMarked;
