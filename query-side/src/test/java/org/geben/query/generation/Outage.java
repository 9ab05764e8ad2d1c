package org.geben.query.generation;

/** Whether commits fail at the moment, and whether one has. */
final class Outage {
    volatile boolean strikes;
    volatile boolean struck;
}
