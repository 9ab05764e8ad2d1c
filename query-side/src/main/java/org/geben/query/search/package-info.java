/** Search: contributions and members found by their words. */
@NullMarked
package org.geben.query.search;

import org.jspecify.annotations.NullMarked;
