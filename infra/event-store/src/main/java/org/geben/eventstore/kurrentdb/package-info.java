/** Axon's event storage on KurrentDB: a stream for each aggregate, and the server's own log as the global order. */
@NullMarked
package org.geben.eventstore.kurrentdb;

import org.jspecify.annotations.NullMarked;
