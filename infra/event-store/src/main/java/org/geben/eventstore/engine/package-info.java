/** What the engines have in common: how events become a log's records and messages again, and what can become of an append. */
@NullMarked
package org.geben.eventstore.engine;

import org.jspecify.annotations.NullMarked;
