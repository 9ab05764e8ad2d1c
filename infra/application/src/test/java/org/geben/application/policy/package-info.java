/** What policies are set to. */
@NullMarked
package org.geben.application.policy;

import org.jspecify.annotations.NullMarked;
