/** The community manager's private cases: opened and closed by policies, worked on by people. */
@NullMarked
package org.geben.command.outreach;

import org.jspecify.annotations.NullMarked;
