/** Tests of the importers on whole exports. */
@NullMarked
package org.geben.application.imports;

import org.jspecify.annotations.NullMarked;
