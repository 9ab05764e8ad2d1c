package org.geben.query.leaderboard;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.geben.query.AsOf;
import org.geben.query.generation.Memo;
import org.geben.query.generation.Origin;
import org.geben.query.generation.Reading;
import org.geben.query.leaderboard.GetLeaderboard.Excluded;
import org.geben.query.leaderboard.GetLeaderboard.Stretch;
import org.geben.query.leaderboard.Ranking.Totals;
import org.springframework.stereotype.Component;

/**
 * What is the same for all who look at a board in a window, wherever they stand; so it is counted once for all who see the
 * same state of the view.
 */
@Component
final class Overviews {
    private final Memo memo;

    Overviews(Memo memo) {
        this.memo = memo;
    }

    record Overview(Totals totals, Excluded excluded) {
        long ranked() {
            return totals.ranked();
        }
    }

    private record Counted<T>(Origin of, T value) {}

    Overview of(Reading reading, AsOf asOf, Standings standings) {
        return counted(Overview.class, reading, asOf, standings, () -> {
            Totals totals = totals(reading, asOf, standings);
            return new Overview(totals, Exclusions.of(reading, standings, totals));
        });
    }

    Totals totals(Reading reading, AsOf asOf, Standings standings) {
        return counted(Totals.class, reading, asOf, standings, () -> new Ranking(reading, standings).totals());
    }

    private <T> T counted(Class<T> what, Reading reading, AsOf asOf, Standings standings, Supplier<T> count) {
        Origin now = reading.origin();
        List<?> asked = Arrays.asList(what, standings.board(), Stretch.of(standings.span()), standings.group());
        Counted<T> counted = memo.exact(now, asOf, asked, () -> new Counted<>(now, count.get()));
        // What a reader of a later state has counted meanwhile does not belong to the rest of this answer.
        return counted.of.equals(now) ? counted.value : count.get();
    }
}
