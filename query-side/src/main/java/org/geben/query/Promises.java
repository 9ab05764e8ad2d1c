package org.geben.query;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.geben.kernel.pledge.Pledge;
import org.jspecify.annotations.Nullable;

/**
 * What one leader has said of the pledge, in order. On any day the last word holds that has begun by then: a pledge
 * begins on its first day, an end on the day on which it is said. So a pledge for next month leaves this month's in
 * force.
 */
public final class Promises {
    private final List<Word> words = new ArrayList<>();

    /** @param pledge absent for an end */
    private record Word(LocalDate begins, @Nullable Pledge pledge) {}

    public void pledged(Pledge pledge) {
        words.add(new Word(pledge.from(), pledge));
    }

    public void ended(LocalDate on) {
        words.add(new Word(on, null));
    }

    /**
     * What holds on which days, in order; nothing of days on which nothing does.
     *
     * @param next the first day that is not asked for any more
     */
    public List<Held> held(LocalDate first, LocalDate next) {
        List<Held> held = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            LocalDate until = next;
            // A word that begins before those which were said earlier leaves nothing of them.
            for (Word later : words.subList(i + 1, words.size())) {
                until = later.begins.isBefore(until) ? later.begins : until;
            }
            LocalDate begin = word.begins.isBefore(first) ? first : word.begins;
            if (word.pledge != null && begin.isBefore(until)) {
                held.add(new Held(word.pledge, begin, until));
            }
        }
        return held;
    }
}
