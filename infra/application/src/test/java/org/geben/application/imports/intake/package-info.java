/** Tests of what the importers share. */
@NullMarked
package org.geben.application.imports.intake;

import org.jspecify.annotations.NullMarked;
