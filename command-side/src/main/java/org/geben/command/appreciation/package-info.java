/** Members appreciate one another, and may take it back. */
@NullMarked
package org.geben.command.appreciation;

import org.jspecify.annotations.NullMarked;
