/** What every command of the process shares: how Spring is started, settings, exit codes, and failures told in one sentence. */
@NullMarked
package org.geben.application.process;

import org.jspecify.annotations.NullMarked;
