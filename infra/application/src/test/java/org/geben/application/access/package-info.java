/** Tests of access over real HTTP. */
@NullMarked
package org.geben.application.access;

import org.jspecify.annotations.NullMarked;
