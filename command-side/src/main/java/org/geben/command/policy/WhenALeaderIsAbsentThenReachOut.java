package org.geben.command.policy;

import static org.geben.kernel.outreach.Cause.LEADER_ABSENT;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.member.MemberEvent.MemberReinstated;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.kernel.member.MemberEvent.RoleGranted;
import org.geben.kernel.member.MemberEvent.RoleRevoked;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.geben.kernel.outreach.Cause;
import org.geben.kernel.pledge.Pledge;
import org.geben.kernel.pledge.PledgeEvent.PledgeChanged;
import org.geben.kernel.pledge.PledgeEvent.PledgeEnded;
import org.geben.kernel.pledge.PledgeEvent.PledgeMade;
import org.geben.kernel.pledge.PledgeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A leader who contributes and appreciates less often than promised, or than the community expects. Once the leader is
 * seen often enough again, the case closes.
 */
@DisallowReplay
final class WhenALeaderIsAbsentThenReachOut implements Policy {
    /** The most that can be expected of anybody: more moments are not kept. */
    private static final int MOST_EXPECTED = 100;

    private static final Duration WEEK = Duration.ofDays(7);

    private final Thresholds thresholds;

    WhenALeaderIsAbsentThenReachOut(Thresholds thresholds) {
        this.thresholds = thresholds;
    }

    @Override
    public Cause cause() {
        return LEADER_ABSENT;
    }

    @EventHandler
    void on(RoleGranted granted, Occasion occasion) {
        if (granted.role() == Role.LEADER && !occasion.isImported()) {
            MemberId leader = granted.memberId();
            occasion.change(
                    LEADER_ABSENT,
                    leader.value(),
                    known -> begin(
                            known == null
                                    ? Watch.over(new Watch.Key(LEADER_ABSENT, leader.value()), leader, occasion.at())
                                    : known,
                            occasion));
        }
    }

    @EventHandler
    void on(RoleRevoked revoked, Occasion occasion) {
        if (revoked.role() == Role.LEADER) {
            occasion.changeKnown(LEADER_ABSENT, revoked.memberId().value(), Watch::settle);
        }
    }

    @EventHandler
    void on(MemberReturned returned, Occasion occasion) {
        back(returned.memberId(), occasion);
    }

    @EventHandler
    void on(MemberReinstated reinstated, Occasion occasion) {
        back(reinstated.memberId(), occasion);
    }

    @EventHandler
    void on(ContributionPublished published, Occasion occasion) {
        acted(published.author(), occasion);
    }

    @EventHandler
    void on(AppreciationGiven given, Occasion occasion) {
        if (given.giver() != null) {
            acted(given.giver(), occasion);
        }
    }

    @EventHandler
    void on(PledgeMade made, Occasion occasion) {
        pledged(made.leader(), made.pledge(), occasion);
    }

    @EventHandler
    void on(PledgeChanged changed, Occasion occasion) {
        pledged(changed.leader(), changed.pledge(), occasion);
    }

    @EventHandler
    void on(PledgeEnded ended, Occasion occasion) {
        pledged(ended.leader(), null, occasion);
    }

    /** Hours are promised, too, but nobody sees them here: then it is what the community expects, and before it begins. */
    private @Nullable Integer acts(@Nullable Pledge pledge, Instant at) {
        if (pledge == null
                || pledge.unit() != PledgeUnit.INTERACTIONS
                || pledge.from().isAfter(LocalDate.ofInstant(at, ZoneOffset.UTC))) {
            return null;
        }
        double weeks = (double) thresholds.led().toSeconds() / WEEK.toSeconds();
        return Math.max(1, (int) (pledge.perWeek() * weeks));
    }

    private void pledged(MemberId leader, @Nullable Pledge pledge, Occasion occasion) {
        occasion.changeKnown(LEADER_ABSENT, leader.value(), watch -> {
            Watch promised = watch.pledged(acts(pledge, occasion.at()));
            return promised.settled() || promised.due() == null ? promised : expect(promised);
        });
    }

    private void acted(MemberId member, Occasion occasion) {
        occasion.changeKnown(LEADER_ABSENT, member.value(), watch -> {
            Watch seen = watch.seen(occasion.at(), MOST_EXPECTED);
            return watch.settled() ? seen : expect(seen);
        });
    }

    private void back(MemberId member, Occasion occasion) {
        occasion.changeKnown(LEADER_ABSENT, member.value(), watch -> watch.settled() ? watch : begin(watch, occasion));
    }

    private Watch begin(Watch watch, Occasion occasion) {
        return watch.due(occasion.at(), occasion.at().plus(thresholds.led()));
    }

    /** The leader is absent as soon as the window of time before holds too few acts. */
    private Watch expect(Watch watch) {
        int expected = Math.min(expected(watch), MOST_EXPECTED);
        Instant from = watch.since();
        if (watch.moments().size() >= expected) {
            Instant earliest = watch.moments().get(expected - 1);
            from = earliest.isAfter(from) ? earliest : from;
        }
        return watch.due(from, from.plus(thresholds.led()));
    }

    private int expected(Watch watch) {
        return watch.pledged() == null ? thresholds.leading() : watch.pledged();
    }
}
