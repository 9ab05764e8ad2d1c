package org.geben.application.axon;

import java.time.ZoneId;
import org.geben.application.process.CannotStart;
import org.geben.command.appreciation.AllowanceTerms;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many points members may pass on with their kudos.
 *
 * @param points of each giver in each period; 0 for kudos without points
 * @param period after which the points are there anew; what is left is not carried over
 * @param zone in which the periods begin
 */
@ConfigurationProperties("geben.kudos")
record KudosSettings(
        @DefaultValue("100") int points,
        @DefaultValue("MONTH") AllowanceTerms.Unit period,
        @DefaultValue("UTC") ZoneId zone) {

    AllowanceTerms terms() {
        if (points < 0) {
            throw new CannotStart("A giver cannot have fewer than 0 points: set geben.kudos.points.");
        }
        return new AllowanceTerms(points, period, zone);
    }
}
