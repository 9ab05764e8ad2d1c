package org.geben.query.health;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.geben.kernel.member.DigitalComfort;
import org.jspecify.annotations.Nullable;

/**
 * Of the members of each level of digital comfort at the end of the last month that is over by UTC, how many had completed
 * a training for that level. How members feel about the medium is personal, and told of no other moment: so the figures
 * change once a month, and nobody learns from two of them what one member has declared in between, or what one who came or
 * went had declared. Of a level with fewer than five members nothing is told.
 */
final class Trainings {
    private static final String COMPLETED = """
            SELECT said.level, count(*) AS members,
                   count(*) FILTER (WHERE EXISTS (
                       SELECT 1 FROM $.completion k JOIN $.training t ON t.id = k.training
                       WHERE k.member = m.id AND k.completed_at < :to AND said.level = ANY(t.levels))) AS completed
            FROM (SELECT DISTINCT ON (c.member) c.member, c.level FROM $.comfort c
                  WHERE c.declared_at < :to ORDER BY c.member, c.sequence DESC) said
            JOIN $.member m ON m.id = said.member AND NOT m.automated AND m.joined_at < :to
            LEFT JOIN (SELECT a.member FROM $.absence_change a
                       WHERE a.at < :to GROUP BY a.member HAVING sum(a.absences) > 0) absent ON absent.member = m.id
            WHERE absent.member IS NULL
            GROUP BY said.level
            """;

    /** Of all levels together: of a single one they would tell of fewer than five members. */
    private static final String LEFT_OUT = """
            SELECT count(*) FILTER (WHERE m.automated) AS "automatedMembers",
                   count(*) FILTER (WHERE NOT m.automated) AS "membersWhoLeft"
            FROM $.member m
            LEFT JOIN (SELECT a.member FROM $.absence_change a
                       WHERE a.at < :to GROUP BY a.member HAVING sum(a.absences) > 0) absent ON absent.member = m.id
            WHERE m.joined_at < :to AND (m.automated OR absent.member IS NOT NULL)
            """;

    private Trainings() {}

    private record Level(long members, long completed) {
        private static final Level EMPTY = new Level(0, 0);
    }

    static List<Metric> metrics(Observation observation) {
        String silence = silence(observation.query());
        Map<DigitalComfort, Level> levels = silence == null ? levels(observation) : Map.of();
        Map<DigitalComfort, Long> sizes = new EnumMap<>(DigitalComfort.class);
        levels.forEach((comfort, level) -> sizes.put(comfort, level.members));
        Set<DigitalComfort> withheld = Privacy.withheld(sizes);
        Map<String, Long> leftOut = silence == null ? Scope.leftOut(observation.sql(LEFT_OUT)) : Map.of();
        List<Metric> metrics = new ArrayList<>();
        for (DigitalComfort comfort : DigitalComfort.values()) {
            String name = "trainingCoverage" + comfort.name().charAt(0)
                    + comfort.name().substring(1).toLowerCase(Locale.ROOT);
            Level level = levels.getOrDefault(comfort, Level.EMPTY);
            if (silence != null) {
                metrics.add(Privacy.withheld(name, "ratio", silence));
            } else if (withheld.contains(comfort)) {
                metrics.add(Privacy.withheld(name));
            } else {
                metrics.add(Metric.ratio(
                        name, level.completed, level.members, "No member has declared this level.", leftOut));
            }
        }
        return metrics;
    }

    private static @Nullable String silence(GetHealth query) {
        String silence = Privacy.silence(query);
        return silence != null || query.isLastMonthOfUtc()
                ? silence
                : "It is personal, and told of the last month that is over in UTC only.";
    }

    private static Map<DigitalComfort, Level> levels(Observation observation) {
        Map<DigitalComfort, Level> levels = new EnumMap<>(DigitalComfort.class);
        for (DigitalComfort comfort : DigitalComfort.values()) {
            levels.put(comfort, Level.EMPTY);
        }
        observation.sql(COMPLETED).query(row -> {
            levels.put(
                    DigitalComfort.valueOf(row.getString("level")),
                    new Level(row.getLong("members"), row.getLong("completed")));
        });
        return levels;
    }
}
