/** Members publish, revise and withdraw contributions, and accept answers. */
@NullMarked
package org.geben.command.contribution;

import org.jspecify.annotations.NullMarked;
