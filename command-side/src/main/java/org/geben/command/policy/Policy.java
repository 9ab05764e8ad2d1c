package org.geben.command.policy;

import java.time.Instant;
import org.geben.kernel.outreach.Cause;
import org.jspecify.annotations.Nullable;

/** Watches for one cause. Its event handlers only note what an occasion changes in what is kept in mind. */
interface Policy {
    Cause cause();

    /** The watch with what can be found out only now that it is looked at. */
    default Watch look(Watch watch, Instant now) {
        return watch;
    }

    /** When the watch is to be looked at next; absent if nothing but another event can change it. */
    default @Nullable Instant nextLook(Watch watch, Instant now) {
        return watch.nextLook(now);
    }

    /** Forgets what cannot matter any more merely because time has passed. */
    default void forget(Instant now) {}
}
