/** Trainings are offered; members take part in their sessions. */
@NullMarked
package org.geben.command.training;

import org.jspecify.annotations.NullMarked;
