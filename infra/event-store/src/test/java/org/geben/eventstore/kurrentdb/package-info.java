/** The engine on KurrentDB, tested on a server that speaks its protocol, and on real ones where there are any. */
@NullMarked
package org.geben.eventstore.kurrentdb;

import org.jspecify.annotations.NullMarked;
