package org.geben.command.appreciation;

import java.util.List;
import java.util.UUID;
import org.geben.command.CommandName;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.member.MemberId;

/**
 * Gives kudos to members directly. Each receiver has an appreciation of one's own; the points are split, and what cannot
 * be split evenly goes one by one to those who are named first.
 *
 * @param points all together
 * @param tags the values that the kudos honour
 * @param occasion which tells these kudos from others to the same members; the same occasion again is a repeat
 */
@CommandName(value = "appreciation.give-kudos", actor = "giver", id = "occasion", creates = true)
public record GiveKudos(
        MemberId giver, List<MemberId> to, String message, int points, List<String> tags, UUID occasion) {
    public GiveKudos {
        to = List.copyOf(to);
        tags = List.copyOf(tags);
    }

    /** The ids of the appreciations, in the order of their receivers. */
    public List<AppreciationId> appreciations() {
        return to.stream()
                .map(receiver -> AppreciationId.ofKudos(giver, receiver, occasion))
                .toList();
    }
}
