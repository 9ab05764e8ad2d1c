/** Leaders pledge what they will give themselves. */
@NullMarked
package org.geben.command.pledge;

import org.jspecify.annotations.NullMarked;
