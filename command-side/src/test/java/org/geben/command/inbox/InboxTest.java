package org.geben.command.inbox;

import static org.geben.command.Refusals.breaking;
import static org.geben.kernel.inbox.InboxRule.NOTIFICATION_KEY_OUT_OF_BOUNDS;
import static org.geben.kernel.inbox.InboxRule.NOTIFICATION_MARK_TOO_EARLY;
import static org.geben.kernel.member.MemberRule.MEMBER_HAS_LEFT;
import static org.geben.kernel.member.MemberRule.MEMBER_UNKNOWN;

import java.time.Instant;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.geben.command.Past;
import org.geben.command.member.Members;
import org.geben.kernel.Envelope;
import org.geben.kernel.Rule;
import org.geben.kernel.inbox.InboxEvent.NotificationRead;
import org.geben.kernel.inbox.InboxEvent.NotificationsSeen;
import org.geben.kernel.inbox.InboxId;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberId;
import org.junit.jupiter.api.Test;

class InboxTest {
    private static final MemberId ANA = MemberId.of("018f3c1e-0000-7000-8000-00000000000a");
    private static final MemberId BEN = MemberId.of("018f3c1e-0000-7000-8000-00000000000b");
    private static final MemberId NOBODY = MemberId.of("018f3c1e-0000-7000-8000-000000000000");
    private static final Instant EARLIER = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-02T00:00:00Z");
    private static final Map<String, ?> AT_PRESENT = Map.of(Envelope.OCCURRED_AT, NOW.toString());
    private static final String WELCOME = "welcomed";

    /** Ana is there; Ben has left. */
    private static AggregateTestFixture<Inbox> inbox() {
        Past past = new Past()
                .happened(ANA, new MemberJoined(ANA, new Handle("ana"), "Ana", null, false))
                .happened(BEN, new MemberJoined(BEN, new Handle("ben"), "Ben", null, false), new MemberLeft(BEN));
        AggregateTestFixture<Inbox> fixture = new AggregateTestFixture<>(Inbox.class);
        fixture.registerInjectableResource(new Members(past.log()));
        return fixture;
    }

    @Test
    void notificationsAreSeenUpToAMomentOrUpToNow() {
        inbox().givenNoPriorActivity()
                .when(new MarkNotificationsSeen(ANA, EARLIER), AT_PRESENT)
                .expectEvents(seen(EARLIER));
        inbox().given(seen(EARLIER))
                .when(new MarkNotificationsSeen(ANA, null), AT_PRESENT)
                .expectEvents(seen(NOW));
    }

    @Test
    void eachIsReadForItself() {
        inbox().givenNoPriorActivity()
                .when(new MarkNotificationRead(ANA, WELCOME, EARLIER), AT_PRESENT)
                .expectEvents(read(EARLIER));
        inbox().given(read(EARLIER))
                .when(new MarkNotificationRead(ANA, WELCOME, NOW), AT_PRESENT)
                .expectEvents(read(NOW));
    }

    @Test
    void whatIsStillToComeIsNotSeen() {
        inbox().givenNoPriorActivity()
                .when(new MarkNotificationsSeen(ANA, NOW.plusSeconds(1)), AT_PRESENT)
                .expectEvents(seen(NOW));
        inbox().givenNoPriorActivity()
                .when(new MarkNotificationRead(ANA, WELCOME, NOW.plusSeconds(1)), AT_PRESENT)
                .expectEvents(read(NOW));
    }

    @Test
    void whatWasSeenStaysSeen() {
        inbox().given(seen(NOW))
                .when(new MarkNotificationsSeen(ANA, EARLIER), AT_PRESENT)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        inbox().given(read(NOW))
                .when(new MarkNotificationRead(ANA, WELCOME, NOW), AT_PRESENT)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void rejectsWhoIsNotThereAndKeysThatAreNone() {
        refuses(new MarkNotificationsSeen(NOBODY, null), MEMBER_UNKNOWN);
        refuses(new MarkNotificationsSeen(BEN, null), MEMBER_HAS_LEFT);
        refuses(new MarkNotificationRead(BEN, WELCOME, null), MEMBER_HAS_LEFT);
        refuses(new MarkNotificationRead(ANA, "", null), NOTIFICATION_KEY_OUT_OF_BOUNDS);
        refuses(new MarkNotificationRead(ANA, "x".repeat(101), null), NOTIFICATION_KEY_OUT_OF_BOUNDS);
    }

    @Test
    void rejectsMarksOfATimeThatNoViewCanHold() {
        Instant ancient = Instant.parse("-5000-01-01T00:00:00Z");
        refuses(new MarkNotificationsSeen(ANA, ancient), NOTIFICATION_MARK_TOO_EARLY);
        refuses(new MarkNotificationRead(ANA, WELCOME, Instant.EPOCH.minusMillis(1)), NOTIFICATION_MARK_TOO_EARLY);
    }

    private static NotificationsSeen seen(Instant upTo) {
        return new NotificationsSeen(InboxId.of(ANA), ANA, upTo);
    }

    private static NotificationRead read(Instant upTo) {
        return new NotificationRead(InboxId.of(ANA, WELCOME), ANA, WELCOME, upTo);
    }

    private static void refuses(Object command, Rule rule) {
        inbox().givenNoPriorActivity()
                .when(command, AT_PRESENT)
                .expectException(breaking(rule))
                .expectNoEvents();
    }
}
