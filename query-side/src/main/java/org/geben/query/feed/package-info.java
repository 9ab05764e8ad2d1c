/** Feeds: what was contributed, to the community, to a group, by a member, and what of it concerns whom. */
@NullMarked
package org.geben.query.feed;

import org.jspecify.annotations.NullMarked;
