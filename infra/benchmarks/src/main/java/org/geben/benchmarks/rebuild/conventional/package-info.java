/**
 * The views as they are usually written with Axon: handlers that execute their statements at once, event by event. They
 * fill the same tables with the same rows.
 */
@NullMarked
package org.geben.benchmarks.rebuild.conventional;

import org.jspecify.annotations.NullMarked;
