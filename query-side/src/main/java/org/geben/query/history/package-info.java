/** The event log as it is: page by page as history, or as a stream that follows it. */
@NullMarked
package org.geben.query.history;

import org.jspecify.annotations.NullMarked;
