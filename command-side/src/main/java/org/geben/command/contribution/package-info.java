/** Members publish, revise, withdraw, share and report contributions and accept answers; some feature or hide them. */
@NullMarked
package org.geben.command.contribution;

import org.jspecify.annotations.NullMarked;
