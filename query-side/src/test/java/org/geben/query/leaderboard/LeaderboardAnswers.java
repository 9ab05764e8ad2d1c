package org.geben.query.leaderboard;

import java.time.Duration;
import org.geben.query.generation.Memo;
import org.geben.query.generation.Views;

/** The queries, answering from the view each time. */
final class LeaderboardAnswers {
    private LeaderboardAnswers() {}

    static LeaderboardQueries of(Views views) {
        Memo memo = new Memo(Duration.ZERO);
        return new LeaderboardQueries(views, new Calendars(), new Overviews(memo), memo);
    }
}
