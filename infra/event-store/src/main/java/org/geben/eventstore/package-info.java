/** What every event storage engine of this extension tells its users beyond Axon's own contract. */
@NullMarked
package org.geben.eventstore;

import org.jspecify.annotations.NullMarked;
