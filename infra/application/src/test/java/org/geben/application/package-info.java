/** Tests of the command line. */
@NullMarked
package org.geben.application;

import org.jspecify.annotations.NullMarked;
