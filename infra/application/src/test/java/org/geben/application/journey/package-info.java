/** The whole backend from outside, as its users meet it: over HTTP, and over crashes. */
@NullMarked
package org.geben.application.journey;

import org.jspecify.annotations.NullMarked;
