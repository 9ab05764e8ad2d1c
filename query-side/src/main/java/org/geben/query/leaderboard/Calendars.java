package org.geben.query.leaderboard;

import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.geben.query.generation.Reading;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** In which calendar each generation keeps its standings; it chooses one with its first member and stays with it. */
@Component
final class Calendars {
    private final Map<String, Calendar> chosen = new ConcurrentHashMap<>();

    private Calendar of(Reading reading) {
        @Nullable Calendar known = chosen.get(reading.origin().generation());
        return known == null ? read(reading) : known;
    }

    Standings standings(Reading reading, Board board, Span span, @Nullable UUID group) {
        return new Standings(board, span, group, of(reading));
    }

    private Calendar read(Reading reading) {
        return reading.sql("SELECT zone FROM $.calendar")
                .query(String.class)
                .optional()
                .map(zone -> {
                    Calendar calendar = new Calendar(ZoneId.of(zone));
                    chosen.put(reading.origin().generation(), calendar);
                    return calendar;
                })
                .orElse(Calendar.UTC);
    }
}
