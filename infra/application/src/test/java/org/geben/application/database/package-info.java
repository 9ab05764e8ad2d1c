/** Tests of the embedded database on real files and processes. */
@NullMarked
package org.geben.application.database;

import org.jspecify.annotations.NullMarked;
