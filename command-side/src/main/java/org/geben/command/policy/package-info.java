/** Policies: they watch what happens, and let the community manager know where somebody may need a hand. */
@NullMarked
package org.geben.command.policy;

import org.jspecify.annotations.NullMarked;
