/** Rules of scoring are published. */
@NullMarked
package org.geben.command.scoring;

import org.jspecify.annotations.NullMarked;
