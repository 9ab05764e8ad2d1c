/** What members give to the community: posts, questions, answers, comments, ideas, articles, praise. */
@NullMarked
package org.geben.kernel.contribution;

import org.jspecify.annotations.NullMarked;
