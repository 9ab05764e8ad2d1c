/** Groups are founded, described and archived; members join them, ask to, are let in, manage and leave them. */
@NullMarked
package org.geben.command.group;

import org.jspecify.annotations.NullMarked;
