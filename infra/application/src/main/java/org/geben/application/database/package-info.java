/** Where the rows live: the embedded PostgreSQL under the data directory, or the database named by configuration. */
@NullMarked
package org.geben.application.database;

import org.jspecify.annotations.NullMarked;
