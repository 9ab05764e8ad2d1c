/** Tests of sending and accounting, and a community in memory to send to. */
@NullMarked
package org.geben.application.recording;

import org.jspecify.annotations.NullMarked;
