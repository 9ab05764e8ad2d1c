package org.geben.query.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.geben.kernel.scoring.ScoringDocument;
import org.geben.query.AsOf;
import org.geben.query.Page;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.Story;
import org.geben.query.generation.Fold;
import org.geben.query.generation.ReadSide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who does not want to be named has a rank, which only they see and nobody else takes. */
class OptedOutTest {
    private static final Instant BEGIN = Instant.parse("2026-03-02T09:00:00Z");

    /** Two are kept, the last is counted from the facts. */
    private static final List<Window> WINDOWS = List.of(Window.ALL, Window.MONTH, Window.WEEK);

    private final ReadSide readSide = ReadSide.shared();
    private final LeaderboardQueries queries = LeaderboardAnswers.of(readSide.views());
    private final Story story = new Story();
    private final Map<String, MemberId> members = new HashMap<>();

    @ParameterizedTest
    @EnumSource
    void pagesCountThoseWhoAreNotNamedWhereverTheyStand(Ties ties) {
        postFromAToJ();
        List.of("a", "c", "e", "g", "h", "j").forEach(this::optsOut);
        tell();

        List<String> told = switch (ties) {
            case COMPETITION -> List.of("2 b", "2 d", "6 f", "9 i");
            case DENSE -> List.of("2 b", "2 d", "4 f", "5 i");
            case ORDINAL -> List.of("2 b", "4 d", "6 f", "9 i");
        };
        for (Window window : WINDOWS) {
            for (int limit = 1; limit <= 5; limit++) {
                assertThat(pages(window, ties, limit))
                        .as("%s %d", window, limit)
                        .isEqualTo(told);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aroundAMemberCountsThoseWhoAreNotNamed(Ties ties) {
        postFromAToJ();
        List.of("a", "c", "e", "g", "h", "j").forEach(this::optsOut);
        tell();

        for (Window window : WINDOWS) {
            switch (ties) {
                case COMPETITION -> {
                    assertThat(around(window, ties, "f", null, 3)).containsExactly("2 d", "6 f", "9 i");
                    assertThat(around(window, ties, "c", "c", 3)).containsExactly("2 b", "2 c", "2 d");
                    assertThat(around(window, ties, "h", "h", 4)).containsExactly("2 d", "6 f", "6 h", "9 i");
                    assertThat(around(window, ties, "i", null, 3)).containsExactly("6 f", "9 i");
                }
                case DENSE -> {
                    assertThat(around(window, ties, "f", null, 3)).containsExactly("2 d", "4 f", "5 i");
                    assertThat(around(window, ties, "c", "c", 3)).containsExactly("2 b", "2 c", "2 d");
                    assertThat(around(window, ties, "h", "h", 4)).containsExactly("2 d", "4 f", "4 h", "5 i");
                    assertThat(around(window, ties, "i", null, 3)).containsExactly("4 f", "5 i");
                }
                case ORDINAL -> {
                    assertThat(around(window, ties, "f", null, 3)).containsExactly("4 d", "6 f", "9 i");
                    assertThat(around(window, ties, "c", "c", 3)).containsExactly("2 b", "3 c", "4 d");
                    assertThat(around(window, ties, "h", "h", 4)).containsExactly("4 d", "6 f", "8 h", "9 i");
                    assertThat(around(window, ties, "i", null, 3)).containsExactly("6 f", "9 i");
                }
            }
            assertThat(around(window, ties, "a", "a", 3)).containsExactly("1 a", "2 b");
            assertThat(around(window, ties, "j", "j", 1)).hasSize(1);
        }
    }

    @Test
    void whoIsNotNamedIsShownAroundNobodyElseNotEvenToThemselves() {
        postFromAToJ();
        optsOut("c");
        tell();

        assertThat(around(Window.ALL, Ties.ORDINAL, "d", "c", 3)).containsExactly("2 b", "4 d", "5 e");
        assertNotOnTheBoard("c", "d");
    }

    @Test
    void choosingToBeNamedOrNotMovesNobody() {
        postFromAToJ();
        Fold fold = readSide.fresh(new LeaderboardProjection());
        readSide.fold(fold, story.log(), 100);
        for (boolean named : List.of(false, true, false)) {
            int before = story.log().size();
            story.choosesVisibility(member("b"), named);
            readSide.fold(fold, story.log().subList(before, story.log().size()), 1);

            for (Window window : WINDOWS) {
                GetLeaderboard.Result board = queries.handle(query(window, Ties.ORDINAL, null, null, 3, null));
                assertThat(told(board)).isEqualTo(named ? List.of("1 a", "2 b", "3 c") : List.of("1 a", "3 c", "4 d"));
                assertThat(board.ranked()).isEqualTo(10);
                assertThat(board.excluded().optedOut()).isEqualTo(named ? 0 : 1);
            }
        }
    }

    @Test
    void whoseRoleIsLeftOutHasNoRankWhetherTheyWantToBeNamedOrNot() {
        postFromAToJ();
        optsOut("a");
        story.holds(member("a"), Role.LEADER, true);
        story.publishesRules(1, BEGIN, new ScoringDocument(null, null, null, null, null, null, List.of(Role.LEADER)));
        tell();
        for (Window window : WINDOWS) {
            GetLeaderboard.Result board = queries.handle(query(window, Ties.ORDINAL, null, null, 2, null));
            assertThat(told(board)).containsExactly("1 b", "2 c");
            assertThat(board.ranked()).isEqualTo(9);
            assertThat(board.excluded().inExcludedRoles()).isEqualTo(1);
            assertThat(board.excluded().optedOut()).isZero();
        }
        assertNotOnTheBoard("a", "a");

        story.holds(member("a"), Role.LEADER, false);
        tell();
        assertThat(around(Window.ALL, Ties.ORDINAL, "a", "a", 3)).containsExactly("1 a", "2 b");
    }

    /** With 5, 4, 4, 4, 3, 2, 2, 2, 1 and 1 points; of those who have the same, the first in the alphabet was so far first. */
    private void postFromAToJ() {
        String points = "5444322211";
        for (int i = 0; i < points.length(); i++) {
            MemberId member = story.joins(Character.toString('a' + i));
            members.put(Character.toString('a' + i), member);
            story.at(BEGIN.plus(Duration.ofMinutes(i)));
            for (int n = 0; n < points.charAt(i) - '0'; n++) {
                story.posts(member);
            }
        }
    }

    private MemberId member(String handle) {
        return Objects.requireNonNull(members.get(handle));
    }

    private void optsOut(String handle) {
        story.choosesVisibility(member(handle), false);
    }

    private void tell() {
        readSide.tell(new LeaderboardProjection(), story);
    }

    private List<String> pages(Window window, Ties ties, int limit) {
        List<String> told = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            GetLeaderboard.Result page = queries.handle(query(window, ties, null, null, limit, cursor));
            assertThat(page.entries()).isNotEmpty();
            told.addAll(told(page));
            cursor = page.next();
        } while (cursor != null);
        return told;
    }

    private List<String> around(Window window, Ties ties, String middle, @Nullable String reader, int limit) {
        return told(queries.handle(query(window, ties, middle, reader, limit, null)));
    }

    private void assertNotOnTheBoard(String middle, String reader) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> around(Window.ALL, Ties.ORDINAL, middle, reader, 3))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("NOT_ON_THE_BOARD"));
    }

    private GetLeaderboard query(
            Window window,
            Ties ties,
            @Nullable String middle,
            @Nullable String reader,
            int limit,
            @Nullable String cursor) {
        return new GetLeaderboard(
                Board.CONTRIBUTING,
                Span.of(window, BEGIN, ZoneOffset.UTC),
                null,
                ties,
                middle == null ? null : member(middle).value(),
                reader == null ? Reader.NOBODY : new Reader(member(reader).value()),
                new Page(limit, cursor, AsOf.NOW));
    }

    private static List<String> told(GetLeaderboard.Result board) {
        return board.entries().stream()
                .map(entry -> entry.rank() + " " + entry.member().handle())
                .toList();
    }
}
