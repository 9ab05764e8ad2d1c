/** Runs the policies: their place in the log, what they remember, their deadlines. */
@NullMarked
package org.geben.application.policy;

import org.jspecify.annotations.NullMarked;
