/** Community health: who takes part, what stays unanswered, how recognition is spread. */
@NullMarked
package org.geben.query.health;

import org.jspecify.annotations.NullMarked;
