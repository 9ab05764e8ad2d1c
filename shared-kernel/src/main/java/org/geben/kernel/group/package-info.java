/** Groups and the memberships that join members to them. */
@NullMarked
package org.geben.kernel.group;

import org.jspecify.annotations.NullMarked;
