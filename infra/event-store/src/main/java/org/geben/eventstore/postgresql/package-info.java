/** Axon's event storage on PostgreSQL: contiguous positions in commit order, and group commit. */
@NullMarked
package org.geben.eventstore.postgresql;

import org.jspecify.annotations.NullMarked;
