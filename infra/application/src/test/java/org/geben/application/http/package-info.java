/** Refusals over real HTTP. */
@NullMarked
package org.geben.application.http;

import org.jspecify.annotations.NullMarked;
