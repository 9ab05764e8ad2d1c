/** What members can learn from one another: trainings, their sessions, and who takes part. */
@NullMarked
package org.geben.kernel.training;

import org.jspecify.annotations.NullMarked;
