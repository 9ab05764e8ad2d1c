/** What those read who look after the community: who needs a hand, who leads, who holds which role. */
@NullMarked
package org.geben.query.desk;

import org.jspecify.annotations.NullMarked;
