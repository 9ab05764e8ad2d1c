/** Gets between engines and the server of a log, and holds to account what becomes of events meanwhile. */
@NullMarked
package org.geben.eventstore.contract.faults;

import org.jspecify.annotations.NullMarked;
