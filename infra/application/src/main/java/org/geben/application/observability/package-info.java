/** How the process is seen from outside: its metrics and whether it is ready. */
@NullMarked
package org.geben.application.observability;

import org.jspecify.annotations.NullMarked;
