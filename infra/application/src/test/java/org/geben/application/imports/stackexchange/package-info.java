/** Tests of reading a Stack Exchange dump. */
@NullMarked
package org.geben.application.imports.stackexchange;

import org.jspecify.annotations.NullMarked;
