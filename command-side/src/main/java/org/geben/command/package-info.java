/** How commands are sent and answered, and what one stream may know of another. */
@NullMarked
package org.geben.command;

import org.jspecify.annotations.NullMarked;
