/** Brings in communities that already exist elsewhere. */
@NullMarked
package org.geben.application.imports;

import org.jspecify.annotations.NullMarked;
