package org.geben.application.policy;

import java.time.Duration;
import java.util.Set;
import org.geben.application.process.CannotStart;
import org.geben.command.policy.Thresholds;
import org.geben.kernel.outreach.Cause;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When policies open a case.
 *
 * @param newcomerUnwelcomed how long a newcomer may wait for a welcome
 * @param unanswered how long a root contribution may wait for a reply
 * @param neverThanked how long after the first contribution a member may wait for the first thanks
 * @param goneQuiet how long a regular may be silent
 * @param regular how often a regular acts in as long a time
 * @param leaderAbsent within which time a leader is to be seen
 * @param leaderActs how often
 * @param singleHelper how far back is looked who helps in a group
 * @param helps how often somebody has to have helped on whom a group rests
 * @param share which share of the help in a group is too much for one, from 0 to 1
 * @param late what has been due for longer opens nothing
 * @param paused the causes for which nothing is opened at present
 */
@ConfigurationProperties("geben.outreach")
record OutreachSettings(
        @DefaultValue("48h") Duration newcomerUnwelcomed,
        @DefaultValue("24h") Duration unanswered,
        @DefaultValue("30d") Duration neverThanked,
        @DefaultValue("30d") Duration goneQuiet,
        @DefaultValue("4") int regular,
        @DefaultValue("7d") Duration leaderAbsent,
        @DefaultValue("1") int leaderActs,
        @DefaultValue("90d") Duration singleHelper,
        @DefaultValue("10") int helps,
        @DefaultValue("0.5") double share,
        @DefaultValue("7d") Duration late,
        @DefaultValue Set<Cause> paused) {

    OutreachSettings {
        positive("regular", regular);
        positive("leader-acts", leaderActs);
        positive("helps", helps);
        if (!(share >= 0 && share <= 1)) {
            throw new CannotStart("geben.outreach.share must be 0 to 1, not %s.".formatted(share));
        }
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new CannotStart("geben.outreach.%s must be 1 or more, not %d.".formatted(name, value));
        }
    }

    Thresholds thresholds() {
        return new Thresholds(
                newcomerUnwelcomed,
                unanswered,
                neverThanked,
                goneQuiet,
                regular,
                leaderAbsent,
                leaderActs,
                singleHelper,
                helps,
                share,
                late,
                paused);
    }
}
