/** The process as operators see it. */
@NullMarked
package org.geben.application.observability;

import org.jspecify.annotations.NullMarked;
