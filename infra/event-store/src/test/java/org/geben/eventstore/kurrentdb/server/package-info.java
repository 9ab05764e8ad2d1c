/**
 * A server that speaks as much of KurrentDB's protocol as the engine uses, and keeps its log in memory. It is a test
 * fixture: what passes on it has yet to pass on a real one.
 */
@NullMarked
package org.geben.eventstore.kurrentdb.server;

import org.jspecify.annotations.NullMarked;
