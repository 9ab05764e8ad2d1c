/** Members of the community and the handles by which they are known. */
@NullMarked
package org.geben.kernel.member;

import org.jspecify.annotations.NullMarked;
