/** Tests of what the commands share. */
@NullMarked
package org.geben.application.process;

import org.jspecify.annotations.NullMarked;
