/** Feeds: what was contributed, to the community, to a group, by a member, and the conversation beneath it. */
@NullMarked
package org.geben.query.feed;

import org.jspecify.annotations.NullMarked;
