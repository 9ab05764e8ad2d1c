/** Sends long runs of commands to the write side and accounts for every one of them. */
@NullMarked
package org.geben.application.recording;

import org.jspecify.annotations.NullMarked;
