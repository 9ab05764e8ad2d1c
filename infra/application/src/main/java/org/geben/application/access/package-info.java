/** Who may call what over HTTP. */
@NullMarked
package org.geben.application.access;

import org.jspecify.annotations.NullMarked;
