package org.geben.query.generation;

import org.jspecify.annotations.Nullable;

/**
 * An event that has not become part of a generation.
 *
 * @param failure why; null if it only stands behind another one of its stream
 */
record Unfolded(LoggedEvent event, @Nullable Exception failure) {}
