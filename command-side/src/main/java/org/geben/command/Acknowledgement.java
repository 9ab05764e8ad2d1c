package org.geben.command;

import org.jspecify.annotations.Nullable;

/**
 * What a command has come to. What it acknowledges is on disk.
 *
 * @param position of the last event in the log that was recorded with the command's own; absent where the command was a
 *     harmless repeat that recorded nothing
 * @param revision which revision there is now of what the command was about; absent for what is not revised
 */
public record Acknowledgement(
        @Nullable Long position, @Nullable Long revision) {
    public Acknowledgement(@Nullable Long position) {
        this(position, null);
    }

    public boolean isRepeat() {
        return position == null;
    }
}
