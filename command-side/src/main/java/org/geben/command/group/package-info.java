/** Groups are founded; members join and leave them. */
@NullMarked
package org.geben.command.group;

import org.jspecify.annotations.NullMarked;
