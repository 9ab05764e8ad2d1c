package org.geben.application.database;

/** What to do about a data directory that another process owns. */
enum WhenInUse {
    REFUSE,
    JOIN
}
