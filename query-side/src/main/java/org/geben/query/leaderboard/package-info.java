/** Leaderboards: who gives, who is appreciated, who contributes, in any window of any time zone. */
@NullMarked
package org.geben.query.leaderboard;

import org.jspecify.annotations.NullMarked;
