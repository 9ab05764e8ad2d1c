/** What every event storage engine is tested for; an engine's own test says which of it that engine promises. */
@NullMarked
package org.geben.eventstore.contract;

import org.jspecify.annotations.NullMarked;
