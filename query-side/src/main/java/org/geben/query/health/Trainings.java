package org.geben.query.health;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.geben.kernel.member.DigitalComfort;
import org.jspecify.annotations.Nullable;

/**
 * Of the members of each level of digital comfort, how many have completed a training for that level by the window's end.
 * How members feel about the medium is personal. So it is told of the community as a whole and by whole months only,
 * which leaves no two windows or scopes that differ by one member; and of a level with fewer than five members, not at
 * all.
 */
final class Trainings {
    private static final String COMPLETED = """
            SELECT m.comfort, count(*) AS members,
                   count(*) FILTER (WHERE EXISTS (
                       SELECT 1 FROM $.completion k JOIN $.training t ON t.id = k.training
                       WHERE k.member = m.id AND k.completed_at < :to AND m.comfort = ANY(t.levels))) AS completed
            FROM $.member m
            WHERE m.comfort IS NOT NULL AND m.present AND NOT m.automated AND m.joined_at < :to
            GROUP BY m.comfort
            """;

    private Trainings() {}

    private record Level(long members, long completed) {}

    static List<Metric> metrics(Observation observation) {
        String hidden = hiddenBecause(observation.query());
        Map<DigitalComfort, Level> levels = hidden == null ? levels(observation) : Map.of();
        Map<String, Long> sizes = new LinkedHashMap<>();
        levels.forEach((comfort, level) -> sizes.put(comfort.name(), level.members));
        Set<String> withheld = Privacy.withheld(sizes);
        List<Metric> metrics = new ArrayList<>();
        for (DigitalComfort comfort : DigitalComfort.values()) {
            String name = "trainingCoverage" + comfort.name().charAt(0)
                    + comfort.name().substring(1).toLowerCase(Locale.ROOT);
            Level level = levels.getOrDefault(comfort, new Level(0, 0));
            if (hidden != null) {
                metrics.add(Metric.undefined(name, "ratio", 0, 0, hidden, Map.of()));
            } else if (withheld.contains(comfort.name())) {
                metrics.add(Privacy.withheld(name));
            } else {
                metrics.add(Metric.ratio(
                        name, level.completed, level.members, "No member has declared this level.", Map.of()));
            }
        }
        return metrics;
    }

    private static @Nullable String hiddenBecause(GetHealth query) {
        if (query.group() != null) {
            return "Levels of comfort are told of the community as a whole only.";
        }
        return isAMonth(query) ? null : "Levels of comfort are told by whole months only.";
    }

    private static boolean isAMonth(GetHealth query) {
        ZonedDateTime from = query.from().atZone(query.zone());
        LocalDate first = from.toLocalDate();
        return first.getDayOfMonth() == 1
                && first.atStartOfDay(query.zone()).toInstant().equals(query.from())
                && first.plusMonths(1).atStartOfDay(query.zone()).toInstant().equals(query.to());
    }

    private static Map<DigitalComfort, Level> levels(Observation observation) {
        Map<DigitalComfort, Level> levels = new EnumMap<>(DigitalComfort.class);
        observation.sql(COMPLETED).query(row -> {
            levels.put(
                    DigitalComfort.valueOf(row.getString("comfort")),
                    new Level(row.getLong("members"), row.getLong("completed")));
        });
        return levels;
    }
}
