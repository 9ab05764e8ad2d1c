package org.geben.command.appreciation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.geben.kernel.appreciation.AppreciationKind.KUDOS;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.Message;
import org.geben.command.Acknowledgement;
import org.geben.command.Circumstances;
import org.geben.command.Commands;
import org.geben.command.InMemoryWriteSide;
import org.geben.command.Order;
import org.geben.command.member.JoinMember;
import org.geben.kernel.RuleViolation;
import org.geben.kernel.appreciation.AllowanceEvent.KudosReleased;
import org.geben.kernel.appreciation.AllowanceEvent.KudosReserved;
import org.geben.kernel.appreciation.AllowanceId;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.annotation.DirtiesContext.ClassMode;

/** Givers have ten points a month here. */
@SpringBootTest(classes = InMemoryWriteSide.class, webEnvironment = WebEnvironment.NONE)
@DirtiesContext(classMode = ClassMode.BEFORE_EACH_TEST_METHOD)
class KudosRoundTest {
    private static final Instant IN_MARCH = Instant.parse("2026-03-31T23:59:59Z");
    private static final Instant IN_APRIL = Instant.parse("2026-04-01T00:00:00Z");
    private static final UUID OCCASION = UUID.fromString("018f3c1e-0000-7000-8000-000000000005");
    private static final UUID ANOTHER = UUID.fromString("018f3c1e-0000-7000-8000-000000000006");
    private static final MemberId ANA = MemberId.imported("elsewhere", "ana");
    private static final MemberId BEN = MemberId.imported("elsewhere", "ben");
    private static final MemberId CARLA = MemberId.imported("elsewhere", "carla");
    private static final MemberId DORA = MemberId.imported("elsewhere", "dora");
    private static final AllowanceId MARCH = AllowanceId.of(ANA, "2026-03");

    @Autowired
    private Commands commands;

    @Autowired
    private EventStorageEngine storage;

    private long before;

    @BeforeEach
    void join() {
        for (MemberId member : List.of(ANA, BEN, CARLA, DORA)) {
            String handle = "m" + member.toString().substring(0, 8);
            send(new JoinMember(member, new Handle(handle), handle, null, false), IN_MARCH);
        }
        before = log().count();
    }

    @Test
    void pointsThatCannotBeSplitEvenlyGoToThoseNamedFirst() {
        send(kudos(OCCASION, 8, CARLA, BEN, DORA), IN_MARCH);

        assertThat(log().skip(before + 1))
                .containsExactly(
                        new KudosReserved(MARCH, id(OCCASION, CARLA), 3),
                        new KudosReserved(MARCH, id(OCCASION, BEN), 3),
                        new KudosReserved(MARCH, id(OCCASION, DORA), 2),
                        given(OCCASION, CARLA, 3, MARCH),
                        given(OCCASION, BEN, 3, MARCH),
                        given(OCCASION, DORA, 2, MARCH));
    }

    @Test
    void whoGetsNoPointGetsKudosAllTheSame() {
        send(kudos(OCCASION, 1, BEN, CARLA), IN_MARCH);

        assertThat(stream(id(OCCASION, CARLA))).containsExactly(given(OCCASION, CARLA, 0, null));
    }

    @Test
    void theSameOccasionIsARepeatAndAnotherOneIsNot() {
        assertThat(send(kudos(OCCASION, 4, BEN, CARLA), IN_MARCH).isRepeat()).isFalse();
        assertThat(send(kudos(OCCASION, 4, BEN, CARLA), IN_APRIL).isRepeat()).isTrue();
        assertThat(send(kudos(ANOTHER, 4, BEN, CARLA), IN_MARCH).isRepeat()).isFalse();
        refused(kudos(OCCASION, 5, BEN, CARLA), "APPRECIATION_ALREADY_GIVEN");
    }

    @Test
    void nobodyGetsAnythingFromAnAllowanceThatDoesNotHoldAll() {
        send(kudos(OCCASION, 8, BEN), IN_MARCH);
        long recorded = log().count();

        refused(kudos(ANOTHER, 3, BEN, CARLA), "KUDOS_ALLOWANCE_SPENT");

        assertThat(log()).hasSize((int) recorded);
        assertThat(send(kudos(ANOTHER, 3, BEN, CARLA), IN_APRIL).isRepeat()).isFalse();
    }

    @Test
    void eachIsRetractedByItselfAndGivesItsPointsBack() {
        send(kudos(OCCASION, 10, BEN, CARLA), IN_MARCH);
        send(new RetractAppreciation(id(OCCASION, BEN), ANA), IN_MARCH);

        assertThat(stream(MARCH)).endsWith(new KudosReleased(MARCH, id(OCCASION, BEN), 5));
        assertThat(send(kudos(ANOTHER, 5, DORA), IN_MARCH).isRepeat()).isFalse();
    }

    @Test
    void aRepeatGivesNothingAnewThatWasTakenBack() {
        send(kudos(OCCASION, 10, BEN, CARLA), IN_MARCH);
        send(new RetractAppreciation(id(OCCASION, BEN), ANA), IN_MARCH);
        send(kudos(OCCASION, 10, BEN, CARLA), IN_MARCH);

        assertThat(stream(id(OCCASION, BEN))).hasSize(2);
        assertThat(stream(id(OCCASION, CARLA))).hasSize(1);
        assertThat(stream(MARCH)).endsWith(new KudosReleased(MARCH, id(OCCASION, BEN), 5));
    }

    @Test
    void aRefusedRoundLeavesThoseSentWithItAlone() {
        commands.sendTogether(List.of(
                new Order(kudos(OCCASION, 11, BEN, CARLA), Circumstances.of(IN_MARCH, ANA)),
                new Order(kudos(OCCASION, 10, BEN, CARLA), Circumstances.of(IN_MARCH, ANA))));

        assertThat(stream(id(OCCASION, BEN))).containsExactly(given(OCCASION, BEN, 5, MARCH));
    }

    @Test
    void goToOthersEachNamedOnce() {
        MemberId nobody = MemberId.imported("elsewhere", "nobody");
        refused(kudos(OCCASION, 2), "KUDOS_RECEIVERS_OUT_OF_BOUNDS");
        refused(kudos(OCCASION, 2, BEN, BEN), "KUDOS_RECEIVERS_OUT_OF_BOUNDS");
        refused(
                kudos(
                        OCCASION,
                        2,
                        IntStream.range(0, 21)
                                .mapToObj(i -> MemberId.imported("elsewhere", "m" + i))
                                .toArray(MemberId[]::new)),
                "KUDOS_RECEIVERS_OUT_OF_BOUNDS");
        refused(kudos(OCCASION, 2, BEN, ANA), "APPRECIATION_OF_ONESELF");
        refused(kudos(OCCASION, 2, BEN, nobody), "MEMBER_UNKNOWN");
    }

    @Test
    void saySomethingWithinBounds() {
        refused(new GiveKudos(ANA, List.of(BEN), " ", 2, List.of(), OCCASION), "KUDOS_MESSAGE_OUT_OF_BOUNDS");
        refused(new GiveKudos(ANA, List.of(BEN), "Thanks.", -1, List.of(), OCCASION), "KUDOS_POINTS_OUT_OF_BOUNDS");
        refused(
                new GiveKudos(ANA, List.of(BEN), "Thanks.", 1, Collections.nCopies(11, "care"), OCCASION),
                "KUDOS_TAGS_OUT_OF_BOUNDS");
    }

    private static GiveKudos kudos(UUID occasion, int points, MemberId... to) {
        return new GiveKudos(ANA, List.of(to), "You carried us.", points, List.of("care"), occasion);
    }

    private static AppreciationId id(UUID occasion, MemberId receiver) {
        return AppreciationId.ofKudos(ANA, receiver, occasion);
    }

    private static AppreciationGiven given(
            UUID occasion, MemberId receiver, int points, @Nullable AllowanceId allowance) {
        return new AppreciationGiven(
                id(occasion, receiver),
                ANA,
                new Subject.OfMember(receiver),
                receiver,
                KUDOS,
                "You carried us.",
                points,
                null,
                List.of("care"),
                allowance);
    }

    private void refused(Object command, String code) {
        assertThatThrownBy(() -> send(command, IN_MARCH))
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private Acknowledgement send(Object command, Instant at) {
        return commands.send(command, Circumstances.of(at, ANA));
    }

    private List<Object> stream(Object id) {
        return storage.readEvents(id.toString())
                .asStream()
                .<Object>map(Message::getPayload)
                .toList();
    }

    private Stream<Object> log() {
        return storage.readEvents(null, false).map(Message::getPayload);
    }
}
