package org.geben.query.leaderboard;

import java.time.ZoneId;
import org.geben.query.generation.Projection;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LeaderboardConfiguration {
    @Bean
    Calendar leaderboardCalendar(@Value("${geben.zone:UTC}") ZoneId zone) {
        return new Calendar(zone);
    }

    /** Declared by its interface, so that Axon does not find the handlers and run them in a processor of its own. */
    @Bean
    Projection<?> leaderboardProjection(Calendar leaderboardCalendar) {
        return new LeaderboardProjection(leaderboardCalendar);
    }
}
