package org.geben.query.desk;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.geben.query.desk.GetLeadership.Pledged;
import org.jspecify.annotations.Nullable;

/**
 * What one leader has said of the pledge, in order. On any day the last word holds that has begun by then: a pledge
 * begins on its first day, an end on the day on which it is said. So a pledge for next month leaves this month's in force.
 */
final class Promises {
    private final List<Word> words = new ArrayList<>();

    /** @param pledged absent for an end */
    private record Word(LocalDate begins, @Nullable Pledged pledged) {}

    void pledged(Pledged pledged) {
        words.add(new Word(pledged.from(), pledged));
    }

    void ended(LocalDate on) {
        words.add(new Word(on, null));
    }

    /** Absent where nothing is pledged. */
    @Nullable
    Pledged on(LocalDate day) {
        for (Word word : words.reversed()) {
            if (!word.begins.isAfter(day)) {
                return word.pledged;
            }
        }
        return null;
    }
}
