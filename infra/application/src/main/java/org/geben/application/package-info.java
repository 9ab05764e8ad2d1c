/** The process: its main class and command line. */
@NullMarked
package org.geben.application;

import org.jspecify.annotations.NullMarked;
