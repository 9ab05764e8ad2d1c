package org.geben.kernel;

/** Names a stream of the log: what happens to one member, one contribution, one handle … */
public interface StreamId {
    /** The stream's id, as the log knows it. */
    String stream();
}
