/** Reads the export of a Slack workspace. */
@NullMarked
package org.geben.application.imports.slack;

import org.jspecify.annotations.NullMarked;
