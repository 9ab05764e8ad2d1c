package org.geben.query.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.geben.kernel.member.MemberId;
import org.geben.query.AsOf;
import org.geben.query.Page;
import org.geben.query.Story;
import org.geben.query.generation.Incomplete;
import org.geben.query.generation.ReadSide;
import org.geben.query.generation.Views;
import org.geben.query.leaderboard.LeaderboardDiff.Side;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LeaderboardDiffTest {
    private final ReadSide readSide = ReadSide.shared();
    private final LeaderboardProjection standard = new LeaderboardProjection();
    private final Story story = new Story();

    @Test
    void eachSideSaysWhatItLacks() {
        MemberId ana = story.joins("ana");
        story.posts(ana);
        assertThat(compared()).extracting(side -> side.origin().incomplete()).containsOnlyNulls();

        story.happensIllegibly(ana);
        readSide.tellWhatIsLegible(standard, story);
        assertThat(compared()).extracting(side -> side.origin().incomplete()).containsOnly(new Incomplete(0, 0, 1));
    }

    private List<Side> compared() {
        long id = readSide.order(
                standard.under(JsonMapper.shared().readTree("{\"contributing\": {\"contribution\": {\"POST\": 2}}}")),
                story,
                null);
        Views views = readSide.views(story, Clock.systemUTC(), List.of(standard));
        LeaderboardDiff diff = new LeaderboardDiffs(views, Calendar.UTC, new Calendars())
                .handle(new GetLeaderboardDiff(
                        id,
                        Board.CONTRIBUTING,
                        Span.of(Window.ALL, Instant.EPOCH, ZoneOffset.UTC),
                        new Page(10, null, new AsOf.InGeneration(id))));
        assertThat(diff.entries()).hasSize(1);
        return List.of(diff.before(), diff.after());
    }
}
