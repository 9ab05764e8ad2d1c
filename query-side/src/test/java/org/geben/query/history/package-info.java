/** The log over real HTTP, on Axon's own store in memory. */
@NullMarked
package org.geben.query.history;

import org.jspecify.annotations.NullMarked;
