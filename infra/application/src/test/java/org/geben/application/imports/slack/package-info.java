/** Tests of reading a Slack export. */
@NullMarked
package org.geben.application.imports.slack;

import org.jspecify.annotations.NullMarked;
