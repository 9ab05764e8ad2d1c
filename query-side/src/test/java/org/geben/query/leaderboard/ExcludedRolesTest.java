package org.geben.query.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.geben.kernel.scoring.ScoringDocument;
import org.geben.query.AsOf;
import org.geben.query.Page;
import org.geben.query.Story;
import org.geben.query.generation.Fold;
import org.geben.query.generation.ReadSide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which roles are left out of a window is said by the rules at its end, or by those that hold now. */
class ExcludedRolesTest {
    private static final String APRIL = "2026-04-10T09:00:00Z";
    private static final String MAY = "2026-05-10T09:00:00Z";

    private final ReadSide readSide = ReadSide.shared();
    private final LeaderboardQueries queries = LeaderboardAnswers.of(readSide.views());
    private final Story story = new Story();
    private final MemberId leader = story.joins("leader");
    private final MemberId other = story.joins("other");

    ExcludedRolesTest() {
        story.holds(leader, Role.LEADER, true);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1000})
    void rulesThatDoNotHoldYetLeaveNobodyOut(int batchSize) {
        post("2026-03-05T09:00:00Z");
        publish(1, APRIL, Role.LEADER);
        Fold fold = fold(batchSize);
        assertThat(allTimeAndQuarter()).containsOnly("leader other");

        goOn(fold, batchSize, "2026-04-10T08:59:59Z");
        assertThat(allTimeAndQuarter()).containsOnly("leader other");

        goOn(fold, batchSize, APRIL);
        assertThat(board(Window.ALL, APRIL)).isEqualTo("other");
        assertThat(board(Window.QUARTER, APRIL)).isEqualTo("other");
        assertThat(board(Window.DAY, APRIL)).isEqualTo("other");
        assertThat(board(Window.DAY, "2026-04-09T09:00:00Z")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1000})
    void windowThatIsOverStaysAsItWas(int batchSize) {
        post("2026-03-05T09:00:00Z");
        publish(1, APRIL, Role.LEADER);
        post("2026-04-05T09:00:00Z");
        post(APRIL);
        publish(2, MAY);
        post("2026-05-05T09:00:00Z");
        Fold fold = fold(batchSize);
        for (Window window : List.of(Window.MONTH, Window.WEEK, Window.LAST_7_DAYS)) {
            assertThat(board(window, "2026-03-07T09:00:00Z")).isEqualTo("leader other");
        }
        assertThat(board(Window.QUARTER, "2026-03-07T09:00:00Z")).isEqualTo("leader other");
        assertThat(board(Window.DAY, "2026-04-05T09:00:00Z")).isEqualTo("leader other");
        assertThat(board(Window.MONTH, APRIL)).isEqualTo("other");
        assertThat(board(Window.QUARTER, APRIL)).isEqualTo("other");
        assertThat(board(Window.MONTH, MAY)).isEqualTo("other");
        assertThat(board(Window.YEAR, MAY)).isEqualTo("other");
        assertThat(board(Window.ALL, MAY)).isEqualTo("other");

        goOn(fold, batchSize, MAY);
        assertThat(board(Window.MONTH, APRIL)).isEqualTo("other");
        assertThat(board(Window.QUARTER, APRIL)).isEqualTo("leader other");
        assertThat(board(Window.DAY, "2026-05-05T09:00:00Z")).isEqualTo("other");
        assertThat(board(Window.MONTH, MAY)).isEqualTo("leader other");
        assertThat(board(Window.ALL, MAY)).isEqualTo("leader other");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void rolesAreThoseOfTheStateThatIsRead(int batchSize) {
        publish(1, "2026-03-02T09:00:00Z", Role.LEADER);
        post("2026-03-05T09:00:00Z");
        post(APRIL);
        Fold fold = fold(batchSize);
        assertThat(board(Window.MONTH, "2026-03-05T09:00:00Z")).isEqualTo("other");

        int before = story.log().size();
        story.at(MAY).holds(leader, Role.LEADER, false);
        readSide.fold(fold, story.log().subList(before, story.log().size()), batchSize);
        assertThat(board(Window.MONTH, "2026-03-05T09:00:00Z")).isEqualTo("leader other");
    }

    private void publish(int version, String from, Role... excluded) {
        story.publishesRules(
                version,
                Instant.parse(from),
                new ScoringDocument(null, null, null, null, null, null, List.of(excluded)));
    }

    private void post(String at) {
        story.at(at).posts(leader);
        story.posts(leader);
        story.posts(other);
    }

    private Fold fold(int batchSize) {
        Fold fold = readSide.fresh(new LeaderboardProjection());
        readSide.fold(fold, story.log(), batchSize);
        return fold;
    }

    private void goOn(Fold fold, int batchSize, String at) {
        int before = story.log().size();
        // Not an event of the boards: whatever happens tells the time.
        story.at(at).follows(leader, other);
        if (at.equals(APRIL)) {
            post(at);
        }
        readSide.fold(fold, story.log().subList(before, story.log().size()), batchSize);
    }

    private Stream<String> allTimeAndQuarter() {
        return Stream.of(board(Window.ALL, APRIL), board(Window.QUARTER, "2026-03-05T09:00:00Z"));
    }

    private String board(Window window, String at) {
        return String.join(
                " ",
                queries
                        .handle(new GetLeaderboard(
                                Board.CONTRIBUTING,
                                window,
                                Instant.parse(at),
                                ZoneOffset.UTC,
                                new Page(10, null, AsOf.NOW)))
                        .entries()
                        .stream()
                        .map(entry -> entry.member().handle())
                        .toList());
    }
}
