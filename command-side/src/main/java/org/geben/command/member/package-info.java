/** Members join, change their profile, leave and return; handles are theirs alone. */
@NullMarked
package org.geben.command.member;

import org.jspecify.annotations.NullMarked;
