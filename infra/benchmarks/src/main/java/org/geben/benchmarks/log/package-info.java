/** The event log beside Axon's stock JDBC engine, on the same database in the same run. */
@NullMarked
package org.geben.benchmarks.log;

import org.jspecify.annotations.NullMarked;
