/** What all importers share: records are read, put into the order in which they happened, and sent. */
@NullMarked
package org.geben.application.imports.intake;

import org.jspecify.annotations.NullMarked;
