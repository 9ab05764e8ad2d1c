/** Tests of the made-up community. */
@NullMarked
package org.geben.application.sample;

import org.jspecify.annotations.NullMarked;
