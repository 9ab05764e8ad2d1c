/** Tests of the commands about generations. */
@NullMarked
package org.geben.application.generations;

import org.jspecify.annotations.NullMarked;
