package org.geben.eventstore.kurrentdb.server;

import java.util.List;

/** What the nodes of a cluster know of one another. */
interface Leadership {

    /** All nodes. */
    List<Node> nodes();

    Node leader();
}
