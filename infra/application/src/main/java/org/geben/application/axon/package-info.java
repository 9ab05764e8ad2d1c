/** Puts the log, the command side and the projections together: every piece of Axon that Geben runs on, by name. */
@NullMarked
package org.geben.application.axon;

import org.jspecify.annotations.NullMarked;
