package org.geben.query.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.geben.kernel.member.MemberId;
import org.geben.query.Cut;
import org.geben.query.Story;
import org.geben.query.generation.Generation.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.support.TransactionTemplate;

/** What cannot be folded is left out of whatever is built, as it is of the live view. */
class GapsTest {
    private static final Verdict DECIDED = new Verdict("decided", null);

    private final ReadSide readSide = ReadSide.shared();
    private final Story story = new Story();
    private final Generations generations = readSide.following(story);
    private final List<MemberId> members =
            List.of(story.joins("ana"), story.joins("ben"), story.joins("cem"), story.joins("dora"));
    private Diary diary = new Diary();

    @BeforeEach
    @AfterEach
    void leaveNothingBehind() {
        readSide.dropAll(diary);
        readSide.jdbc.update("DELETE FROM geben.verification");
    }

    /** Where the event of a member's joining is refused. */
    enum Where {
        HANDLER,
        COPY,
        STATEMENT
    }

    @ParameterizedTest
    @EnumSource
    void firstBuildGoesOnWithoutAnEventAndWhatFollowsItInItsStream(Where where) throws InterruptedException {
        story.leaves(members.get(1));
        story.leaves(members.get(2));
        refuse(where, 1);
        generations.prepare(diary);
        build();

        assertThat(live().position()).isEqualTo(10);
        assertThat(live().events()).isEqualTo(8);
        assertThat(live().incomplete()).isEqualTo(new Incomplete(2, 0, 0));
        assertThat(live().lacking()).isNull();
        assertThat(entries()).containsExactly("ana Joined", "cem Joined", "dora Joined", "cem Left");
        assertThat(letters().failed("diary", 0, 10)).singleElement().satisfies(letter -> {
            assertThat(letter.position()).isEqualTo(3);
            assertThat(letter.behind()).isOne();
            assertThat(letter.attempts()).isEqualTo(2);
            assertThat(letter.cause())
                    .contains(where == Where.HANDLER ? "Not to be borne" : "null value in column \"what\"");
        });

        story.returns(members.get(1));
        readSide.fold(readSide.follow(diary), story.log().subList(10, 11), 1);
        diary.isMended();
        DeadLetters.Result result =
                letters().retry(letters().failed("diary", 0, 10).getFirst().id(), DECIDED);
        assertThat(result).isEqualTo(new DeadLetters.Result(3, null, true));
        build();
        assertThat(live().incomplete()).isEqualTo(Incomplete.NOTHING);
        assertThat(entries()).hasSize(7);
    }

    @ParameterizedTest
    @EnumSource
    void severalOfThemAreFound(Where where) throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            story.joins("member" + i);
        }
        for (int member : new int[] {0, 3, 77, 203}) {
            refuse(where, member);
        }
        generations.prepare(diary);
        build();

        assertThat(live().incomplete()).isEqualTo(new Incomplete(4, 0, 0));
        assertThat(entries()).hasSize(200);
        assertThat(letters().failed("diary", 0, 10))
                .extracting(DeadLetter::position)
                .containsExactly(1L, 7L, 155L, 407L);
    }

    @Test
    void newCodeTakesThePlaceOfALiveGenerationThatLacksTheSame() throws InterruptedException {
        refuse(Where.HANDLER, 1);
        readSide.foldPatiently(readSide.fresh(diary), story.log(), 100);
        Diary changed = new Diary(2);
        changed.failsInHandler.addAll(diary.failsInHandler);
        generations.prepare(changed);
        build(changed);
        assertThat(live().version()).isEqualTo(2);
        assertThat(live().incomplete()).isEqualTo(new Incomplete(1, 0, 0));

        Diary mending = new Diary(3);
        generations.prepare(mending);
        build(mending);
        assertThat(live().version()).isEqualTo(3);
        assertThat(live().incomplete()).isEqualTo(Incomplete.NOTHING);
    }

    @ParameterizedTest
    @EnumSource
    void pastLacksWhatTheLiveOneLacks(Where where) {
        story.leaves(members.get(1));
        refuse(where, 1);
        readSide.foldPatiently(readSide.fresh(diary), story.log(), 100);
        diary.isMended();

        Origin past = views().read("diary", new Cut.ByPosition(9), Reading::origin);
        assertThat(past.incomplete()).isEqualTo(new Incomplete(2, 0, 0));
        Generation there = new CutCatalogue(readSide.dataSource)
                .find(diary, new Cut.ByPosition(9))
                .orElseThrow();
        assertThat(entries(there)).isEqualTo(entries());
        assertThat(views().read("diary", new Cut.ByPosition(2), Reading::origin).incomplete())
                .isNull();
        assertThat(views().read("diary", new Cut.ByPosition(4), Reading::origin).incomplete())
                .isEqualTo(new Incomplete(1, 0, 0));
    }

    @ParameterizedTest
    @EnumSource
    void pastThatTheLiveOneHasNotReachedGoesOnWithoutIt(Where where) {
        story.leaves(members.get(1));
        refuse(where, 1);
        Origin past = views().read("diary", new Cut.ByPosition(9), Reading::origin);
        assertThat(past.incomplete()).isEqualTo(new Incomplete(2, 0, 0));
        assertThat(past.position()).isEqualTo(9);
    }

    @Test
    void pastThatLacksAnEventIsNoBeginningOfAnother() {
        refuse(Where.HANDLER, 0);
        views().read("diary", new Cut.ByPosition(2), Reading::origin);
        diary.isMended();
        assertThat(views().read("diary", new Cut.ByPosition(4), Reading::origin).incomplete())
                .isNull();
    }

    @ParameterizedTest
    @EnumSource
    void pastAsOfAMomentGoesOnWithoutALateEvent(Where where) {
        Cut moment = new Cut.ByTime(story.log().getFirst().getTimestamp());
        diary = where == Where.STATEMENT ? Diary.gathering() : diary;
        views().read("diary", moment, Reading::origin);
        story.leaves(members.get(1));
        story.at(Instant.parse("2030-01-01T00:00:00Z")).leaves(members.get(2));
        refuseAt(where, 9);

        Origin late = views().read("diary", moment, Reading::origin);
        assertThat(late.position()).isEqualTo(10);
        assertThat(late.incomplete()).isEqualTo(new Incomplete(1, 0, 0));
    }

    @Test
    void pastIsBuiltAnewAfterADecision() {
        story.leaves(members.get(1));
        refuse(Where.HANDLER, 1);
        readSide.foldPatiently(readSide.fresh(diary), story.log(), 100);
        Cut end = new Cut.ByPosition(9);
        Origin lacking = views().read("diary", end, Reading::origin);
        letters().skip(letters().failed("diary", 0, 10).getFirst().id(), DECIDED);

        Origin skipping = views().read("diary", end, Reading::origin);
        assertThat(skipping.incomplete()).isEqualTo(new Incomplete(0, 0, 1));
        assertThat(skipping.generation()).isNotEqualTo(lacking.generation());
    }

    @Test
    void heldOneBeginsAnewWhenItIsPromotedAfterADecision() throws InterruptedException {
        refuse(Where.HANDLER, 1);
        readSide.foldPatiently(readSide.fresh(diary), story.log(), 100);
        Generation held = generations.hold(diary);
        build();
        assertThat(generations.find(held.id()).orElseThrow()).satisfies(ready -> {
            assertThat(ready.state()).isEqualTo(State.READY);
            assertThat(ready.incomplete()).isEqualTo(new Incomplete(1, 0, 0));
        });
        Generation live = live();
        letters().skip(letters().failed("diary", 0, 10).getFirst().id(), DECIDED);
        generations.release(held);
        build();
        assertThat(live().id()).isEqualTo(live.id());
        assertThat(generations.find(held.id()).orElseThrow()).satisfies(begun -> {
            assertThat(begun.state()).isEqualTo(State.BUILDING);
            assertThat(begun.position()).isZero();
            assertThat(begun.incomplete()).isEqualTo(Incomplete.NOTHING);
        });

        build();
        assertThat(live().id()).isEqualTo(held.id());
        assertThat(live().position()).isEqualTo(8);
        assertThat(live().incomplete()).isEqualTo(new Incomplete(0, 0, 1));
        assertThat(entries()).hasSize(3);
    }

    @Test
    void whatBeginsAnewBeforeItIsPromotedIsNotPromoted() {
        readSide.foldPatiently(readSide.fresh(diary), story.log(), 100);
        Generation live = live();
        Build build = generations.begin(generations.build(diary), diary);
        build.catchUpTo(8);
        build.settle();
        readSide.generations.begin(build.generation(), diary);
        new TransactionTemplate(readSide.transactions).executeWithoutResult(status -> build.beginAnew());

        assertThatExceptionOfType(Lost.class).isThrownBy(() -> generations.settle(build));
        assertThat(live()).isEqualTo(live);
    }

    @Test
    void newCodeIsNotHeldUpByWhatTheLiveOneHasNotReached() throws InterruptedException {
        readSide.fold(readSide.fresh(diary), story.log().subList(0, 4), 4);
        Diary changed = new Diary(2);
        changed.failsInHandler.add(story.log().get(6).getIdentifier());
        generations.prepare(changed);
        build(changed);
        assertThat(live().version()).isEqualTo(2);
        assertThat(live().incomplete()).isEqualTo(new Incomplete(1, 0, 0));
    }

    @Test
    void pastKeepsTheOrderOfAStreamThatTheLiveOneHasNotFollowedToItsEnd() {
        refuse(Where.HANDLER, 1);
        readSide.foldPatiently(readSide.fresh(diary), story.log(), 100);
        story.leaves(members.get(1));
        story.leaves(members.get(2));
        assertThat(views().read("diary", new Cut.ByPosition(10), Reading::origin)
                        .incomplete())
                .isEqualTo(new Incomplete(2, 0, 0));
    }

    @Test
    void pastIsBuiltAnewOnceAViewThatLacksNothingHasBeenBuilt() throws InterruptedException {
        refuse(Where.HANDLER, 1);
        readSide.foldPatiently(readSide.fresh(diary), story.log(), 100);
        Cut end = new Cut.ByPosition(8);
        assertThat(views().read("diary", end, Reading::origin).incomplete()).isEqualTo(new Incomplete(1, 0, 0));
        diary.isMended();
        generations.build(diary);
        build();
        assertThat(views().read("diary", end, Reading::origin).incomplete()).isNull();
    }

    @Test
    void verificationBeginsAnewAfterADecision() {
        refuse(Where.HANDLER, 1);
        readSide.foldPatiently(readSide.fresh(diary), story.log(), 100);
        Verification ordered = readSide.verifications().order(diary);
        readSide.begin(generations, generations.find(ordered.fresh()).orElseThrow(), diary, story.log());
        letters().skip(letters().failed("diary", 0, 10).getFirst().id(), DECIDED);

        assertThat(readSide.verify(diary, story).state()).isEqualTo(Verification.State.EQUAL);
    }

    @Test
    void whatIsDecidedWhileABuildFoldsIsReadAgain() {
        refuse(Where.HANDLER, 1);
        readSide.foldPatiently(readSide.fresh(diary), story.log(), 100);
        Verification ordered = readSide.verifications().order(diary);
        Build build = generations.begin(generations.find(ordered.fresh()).orElseThrow(), diary);
        build.fold(story.log());
        diary.isMended();
        letters().retry(letters().failed("diary", 0, 10).getFirst().id(), DECIDED);
        build.store();
        assertThat(generations.find(ordered.fresh()).orElseThrow()).satisfies(fresh -> {
            assertThat(fresh.incomplete()).isEqualTo(Incomplete.NOTHING);
            assertThat(fresh.events()).isEqualTo(8);
        });
    }

    @Test
    void viewThatLacksAnEventIsWhatTheOthersFoldInto() {
        story.leaves(members.get(1));
        refuse(Where.HANDLER, 1);
        readSide.foldPatiently(readSide.fresh(diary), story.log(), 100);
        assertThat(readSide.verify(diary, story).state()).isEqualTo(Verification.State.EQUAL);
        readSide.jdbc.update(
                "DELETE FROM %s.entry WHERE member = ?".formatted(live().schema()),
                members.get(2).value());
        assertThat(readSide.verify(diary, story).state()).isEqualTo(Verification.State.DIFFERENT);
    }

    @Test
    void illegibleEventIsLeftOutToo() throws InterruptedException {
        story.happensIllegibly(members.get(1));
        generations.prepare(diary);
        build();
        assertThat(live().incomplete()).isEqualTo(new Incomplete(1, 0, 0));
        assertThat(views().read("diary", new Cut.ByPosition(9), Reading::origin).incomplete())
                .isEqualTo(new Incomplete(1, 0, 0));
        assertThat(readSide.verify(diary, story).state()).isEqualTo(Verification.State.EQUAL);
    }

    @Test
    void foldingAnewInBatchesGoesOnWhereItWasInterrupted() throws InterruptedException {
        refuse(Where.STATEMENT, 3);
        generations.prepare(diary);
        Build build = generations.begin(generations.building(diary).orElseThrow(), diary);
        build.fold(story.log());
        build.store();
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(build::settle);
        assertThat(Thread.interrupted()).isTrue();

        build();
        assertThat(live().position()).isEqualTo(8);
        assertThat(live().incomplete()).isEqualTo(new Incomplete(1, 0, 0));
        assertThat(entries()).containsExactly("ana Joined", "ben Joined", "cem Joined");
    }

    private void refuse(Where where, int member) {
        if (where == Where.STATEMENT && diary.failsInFlush.isEmpty()) {
            diary = Diary.gathering();
        }
        refuseAt(where, 2 * member + 1);
    }

    private void refuseAt(Where where, int position) {
        (where == Where.HANDLER ? diary.failsInHandler : diary.failsInFlush)
                .add(story.log().get(position - 1).getIdentifier());
    }

    private void build() throws InterruptedException {
        build(diary);
    }

    private void build(Diary code) throws InterruptedException {
        readSide.builder(generations, story, code).buildAll(() -> {});
    }

    private Views views() {
        return readSide.views(new Told(story), new Positions(), Duration.ofSeconds(20), diary);
    }

    private DeadLetters letters() {
        return readSide.deadLetters(generations, story, diary);
    }

    private Generation live() {
        return generations.live("diary").orElseThrow();
    }

    /** Who and what, such as {@code "ana Joined"}. */
    private List<String> entries() {
        return entries(live());
    }

    private List<String> entries(Generation generation) {
        return readSide.jdbc.query(
                "SELECT member, what FROM %s.entry ORDER BY nr".formatted(generation.schema()),
                (row, n) -> name(row.getString("member")) + " "
                        + row.getString("what").replace("Member", ""));
    }

    private @Nullable String name(String id) {
        List<String> names = List.of("ana", "ben", "cem", "dora");
        for (int i = 0; i < names.size(); i++) {
            if (members.get(i).value().toString().equals(id)) {
                return names.get(i);
            }
        }
        return null;
    }
}
