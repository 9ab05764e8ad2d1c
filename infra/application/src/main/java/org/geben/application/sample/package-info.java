/** Makes up a believable community, the same one for the same arguments. */
@NullMarked
package org.geben.application.sample;

import org.jspecify.annotations.NullMarked;
