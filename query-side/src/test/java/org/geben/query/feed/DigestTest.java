package org.geben.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.group.GroupAccess;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.geben.query.AsOf;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.Story;
import org.geben.query.feed.FeedEntry.Author;
import org.geben.query.generation.ReadSide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
    private static final ZoneId UTC = ZoneId.of("UTC");

    private final ReadSide readSide = ReadSide.shared();
    private final DigestQueries queries = new DigestQueries(readSide.views());
    // In the week before.
    private final Story story = new Story().at("2026-03-15T23:59:59Z");
    private final MemberId ana = story.joins("ana");
    private final MemberId ben = story.joins("ben");

    @Test
    void tellsWhatTheWeekHasBrought() {
        ContributionId old = story.posts(ana);
        story.at("2026-03-16T00:00:00Z");
        MemberId cleo = story.joins("cleo");
        MemberId robot = story.joins("robot", true);
        ContributionId answered = story.asks(ana);
        ContributionId quiet = story.posts(ben);
        ContributionId waiting = story.asks(ben);
        story.replies(cleo, answered);
        story.replies(ben, waiting);
        story.replies(robot, waiting);
        story.likes(ben, old);
        story.gives(cleo, old, AppreciationKind.THANKS);
        story.thanks(cleo, ana);
        ContributionId hidden = story.posts(ben);
        story.hides(hidden);
        story.at("2026-03-23T00:00:00Z").asks(cleo);
        story.likes(ana, quiet);
        story.joins("dan");
        tell();

        GetDigest.Result digest = digest("2026-W12", UTC, null);

        assertThat(digest.week()).isEqualTo("2026-W12");
        assertThat(digest.window().from()).isEqualTo("2026-03-16T00:00:00Z");
        assertThat(digest.window().to()).isEqualTo("2026-03-23T00:00:00Z");
        assertThat(digest.counts().contributions()).isEqualTo(Map.of("QUESTION", 2L, "POST", 1L, "ANSWER", 3L));
        assertThat(digest.counts().appreciations()).isEqualTo(Map.of("LIKE", 1L, "THANKS", 2L));
        assertThat(digest.counts().newMembers()).isEqualTo(1);
        assertThat(digest.counts().unansweredQuestions()).isEqualTo(1);
        assertThat(digest.threads())
                .extracting(FeedEntry::id)
                .containsExactly(waiting.value(), old.value(), answered.value());
        assertThat(digest.newMembers()).extracting(Author::handle).containsExactly("cleo");
        assertThat(digest.unansweredQuestions()).extracting(FeedEntry::id).containsExactly(waiting.value());
    }

    @Test
    void tellsOnlyWhatTheReaderMayRead() {
        GroupId board = story.founds("Board", GroupAccess.CLOSED);
        story.joins(ana, board);
        story.at("2026-03-17T00:00:00Z");
        ContributionId inside = story.posts(ana, board);
        story.replies(ana, inside);
        story.likes(ben, inside);
        tell();

        GetDigest.Result hers = digest("2026-W12", UTC, ana);
        assertThat(hers.threads()).extracting(FeedEntry::id).containsExactly(inside.value());
        assertThat(hers.counts().contributions()).isEqualTo(Map.of("POST", 1L, "COMMENT", 1L));
        assertThat(hers.counts().appreciations()).isEqualTo(Map.of("LIKE", 1L));
        GetDigest.Result his = digest("2026-W12", UTC, ben);
        assertThat(his.threads()).isEmpty();
        assertThat(his.counts().contributions()).isEmpty();
        assertThat(his.counts().appreciations()).isEmpty();
    }

    @Test
    void appreciationAtAnInferredTimeBelongsToNoWeek() {
        ContributionId old = story.posts(ana);
        story.at("2026-03-17T00:00:00Z").likesAtAnInferredTime(ben, old);
        tell();

        GetDigest.Result digest = digest("2026-W12", UTC, null);
        assertThat(digest.counts().appreciations()).isEmpty();
        assertThat(digest.threads()).isEmpty();
    }

    @Test
    void weekIsTheOneOfItsZone() {
        story.at("2026-03-15T23:30:00Z").posts(ana);
        tell();

        assertThat(digest("2026-W12", UTC, null).counts().contributions()).isEmpty();
        assertThat(digest("2026-W12", ZoneId.of("Europe/Berlin"), null).counts().contributions())
                .isEqualTo(Map.of("POST", 1L));
    }

    @ParameterizedTest
    @CsvSource({"2026-01-01T00:00:00Z, 2026-W01", "2027-01-03T23:59:59Z, 2026-W53", "2027-01-04T00:00:00Z, 2027-W01"})
    void presentWeekIsTheOneOfTheMoment(Instant moment, String week) {
        assertThat(Week.named(null, moment, UTC).name()).isEqualTo(week);
        assertThat(Week.named(week, moment, UTC)).isEqualTo(Week.named(null, moment, UTC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026", "2026-12", "2026-W54", "2027-W53", "2026-W00", "0000-W01", "9999-W52", "last"})
    void anythingElseIsNoWeek(String week) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Week.named(week, Instant.EPOCH, UTC))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("WEEK_MALFORMED"));
    }

    private void tell() {
        readSide.tell(new FeedProjection(), story);
    }

    private GetDigest.Result digest(String week, ZoneId zone, @Nullable MemberId reader) {
        return queries.handle(
                new GetDigest(week, zone, reader == null ? Reader.NOBODY : new Reader(reader.value()), AsOf.NOW));
    }
}
