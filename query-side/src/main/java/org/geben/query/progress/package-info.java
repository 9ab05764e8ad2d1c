/** What one member has come to: told to that member, never against another. */
@NullMarked
package org.geben.query.progress;

import org.jspecify.annotations.NullMarked;
