package org.geben.command;

import org.jspecify.annotations.Nullable;

/**
 * What a command has come to. What it acknowledges is on disk.
 *
 * @param position of the command's last event in the log; absent where the command was a harmless repeat that recorded
 *     nothing
 */
public record Acknowledgement(@Nullable Long position) {
    public boolean isRepeat() {
        return position == null;
    }
}
