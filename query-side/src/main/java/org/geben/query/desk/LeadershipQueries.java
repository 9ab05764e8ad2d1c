package org.geben.query.desk;

import static org.geben.kernel.member.Role.ADMIN;
import static org.geben.kernel.member.Role.COMMUNITY_MANAGER;
import static org.geben.kernel.member.Role.LEADER;
import static org.geben.kernel.member.Role.MODERATOR;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.geben.kernel.member.Role;
import org.geben.kernel.pledge.Pledge;
import org.geben.kernel.pledge.PledgeUnit;
import org.geben.query.Access;
import org.geben.query.Columns;
import org.geben.query.Interactions;
import org.geben.query.PledgeKept;
import org.geben.query.Promises;
import org.geben.query.Refusal;
import org.geben.query.desk.GetLeadership.Done;
import org.geben.query.desk.GetLeadership.Excluded;
import org.geben.query.desk.GetLeadership.Kept;
import org.geben.query.desk.GetLeadership.Level;
import org.geben.query.desk.GetLeadership.Line;
import org.geben.query.desk.GetLeadership.Month;
import org.geben.query.generation.Reading;
import org.geben.query.generation.Views;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Answers what leaders have pledged and done, in one snapshot. Leaders are few; their days are counted by the database,
 * and weighed against their pledges here, where the zone's calendar is.
 */
@Component
final class LeadershipQueries {
    private static final List<Role> HIGHEST_FIRST = List.of(ADMIN, COMMUNITY_MANAGER, MODERATOR, LEADER);

    /** Of one who has pledged something and leads no more. */
    private static final String NO_LEADER = "MEMBER";

    private static final String LED = """
            m.id IN (SELECT member FROM $.held_role WHERE role = 'LEADER' UNION SELECT leader FROM $.pledge)""";

    private static final String ACTS = """
            SELECT member, width_bucket(at, CAST(:bounds AS timestamptz[])) AS day,
                   sum(contributions) AS contributions, sum(given) AS given,
                   count(*) FILTER (WHERE interaction) AS interactions
            FROM (SELECT c.author AS member, c.published_at AS at, 1 AS contributions, 0 AS given, %s AS interaction
                  FROM $.contribution c
                  WHERE c.author = ANY(:leaders) AND c.published_at >= :from AND c.published_at < :to
                    AND NOT c.withdrawn AND NOT c.hidden
                  UNION ALL
                  SELECT a.giver, a.given_at, 0, 1, %s
                  FROM $.appreciation a
                  WHERE a.giver = ANY(:leaders) AND a.given_at >= :from AND a.given_at < :to AND NOT a.time_inferred) act
            GROUP BY 1, 2
            """.formatted(Interactions.ANSWERS_ANOTHER, Interactions.FOR_NO_PROGRAM);

    private final Views views;
    private final Access access;

    LeadershipQueries(Views views, Access access) {
        this.views = views;
        this.access = access;
    }

    /** @throws Refusal 403 unless the reader looks after leaders, or is one and so reads of oneself */
    GetLeadership.Result handle(GetLeadership query) {
        access.mustHold(query.reader(), query.asOf(), COMMUNITY_MANAGER, ADMIN, LEADER);
        boolean ofAll = access.holds(query.reader(), query.asOf(), COMMUNITY_MANAGER, ADMIN);
        @Nullable UUID only = ofAll ? null : query.reader().id();
        return views.read(DeskProjection.NAME, query.asOf(), reading -> {
            Map<UUID, Leader> leaders = leaders(reading, only);
            addPromises(reading, query, leaders);
            addActs(reading, query, leaders);
            List<Month> months = new ArrayList<>();
            for (YearMonth month = query.from(); !month.isAfter(query.to()); month = month.plusMonths(1)) {
                List<Line> lines = lines(leaders, month, query);
                months.add(new Month(
                        month.toString(),
                        start(month.atDay(1), query),
                        start(month.plusMonths(1).atDay(1), query),
                        ofAll ? levels(lines) : List.of(),
                        lines));
            }
            return new GetLeadership.Result(
                    months,
                    ofAll ? excluded(reading) : new Excluded(0, 0),
                    query.zone().getId(),
                    reading.origin());
        });
    }

    private static Map<UUID, Leader> leaders(Reading reading, @Nullable UUID only) {
        Map<UUID, Leader> leaders = new LinkedHashMap<>();
        reading.sql("""
                        SELECT %s, ARRAY(SELECT h.role FROM $.held_role h WHERE h.member = m.id) AS roles,
                               (SELECT h.since FROM $.held_role h WHERE h.member = m.id AND h.role = 'LEADER') AS leading
                        FROM $.member m
                        WHERE m.present AND NOT m.automated AND (CAST(:only AS uuid) IS NULL OR m.id = CAST(:only AS uuid))
                          AND %s
                        ORDER BY m.handle, m.id
                        """.formatted(Person.columns("m"), LED)).param("only", only).query(row -> {
            Person person = Person.of(row, "m");
            leaders.put(
                    person.id(),
                    new Leader(person, level(Columns.texts(row, "roles")), Columns.optionalTime(row, "leading")));
        });
        return leaders;
    }

    private static String level(List<String> roles) {
        return HIGHEST_FIRST.stream()
                .map(Role::name)
                .filter(roles::contains)
                .findFirst()
                .orElse(NO_LEADER);
    }

    private static Excluded excluded(Reading reading) {
        return reading.sql("""
                        SELECT count(*) FILTER (WHERE m.automated) AS automated,
                               count(*) FILTER (WHERE NOT m.automated AND NOT m.present) AS absent
                        FROM $.member m WHERE """ + " " + LED)
                .query((row, n) -> new Excluded(row.getLong("automated"), row.getLong("absent")))
                .single();
    }

    private static void addPromises(Reading reading, GetLeadership query, Map<UUID, Leader> leaders) {
        reading.sql("""
                        SELECT leader, unit, per_week, first_day, said_at
                        FROM $.pledge WHERE leader = ANY(:leaders) ORDER BY leader, sequence
                        """).param("leaders", leaders.keySet().toArray(UUID[]::new)).query(row -> {
            Promises promises = known(leaders, Columns.id(row, "leader")).promises;
            String unit = row.getString("unit");
            if (unit == null) {
                promises.ended(LocalDate.ofInstant(Columns.time(row, "said_at"), query.zone()));
            } else {
                promises.pledged(new Pledge(
                        PledgeUnit.valueOf(unit),
                        row.getInt("per_week"),
                        LocalDate.ofEpochDay(row.getLong("first_day"))));
            }
        });
    }

    /** As far as the last week goes that begins in the months asked for. */
    private static void addActs(Reading reading, GetLeadership query, Map<UUID, Leader> leaders) {
        LocalDate first = query.from().atDay(1);
        List<LocalDate> days =
                first.datesUntil(query.to().plusMonths(1).atDay(1).plusDays(6)).toList();
        reading.sql(ACTS)
                .param("leaders", leaders.keySet().toArray(UUID[]::new))
                .param(
                        "bounds",
                        Columns.parameters(
                                days.stream().map(day -> start(day, query)).toList()))
                .param("from", Columns.parameter(start(first, query)))
                .param("to", Columns.parameter(start(days.getLast().plusDays(1), query)))
                .query(row -> {
                    known(leaders, Columns.id(row, "member"))
                            .acted(
                                    Objects.requireNonNull(days.get(row.getInt("day") - 1)),
                                    row.getLong("contributions"),
                                    row.getLong("given"),
                                    row.getLong("interactions"));
                });
    }

    private static Leader known(Map<UUID, Leader> leaders, UUID id) {
        return Objects.requireNonNull(leaders.get(id));
    }

    private static Instant start(LocalDate day, GetLeadership query) {
        return day.atStartOfDay(query.zone()).toInstant();
    }

    private static List<Line> lines(Map<UUID, Leader> leaders, YearMonth month, GetLeadership query) {
        List<Line> lines = new ArrayList<>();
        for (Leader leader : leaders.values()) {
            Line line = leader.in(month, query);
            if (line != null) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static List<Level> levels(List<Line> lines) {
        List<Level> levels = new ArrayList<>();
        HIGHEST_FIRST.forEach(role -> addLevel(levels, role.name(), lines));
        addLevel(levels, NO_LEADER, lines);
        return levels;
    }

    private static void addLevel(List<Level> levels, String level, List<Line> lines) {
        List<Line> on =
                lines.stream().filter(line -> line.level().equals(level)).toList();
        if (!on.isEmpty()) {
            levels.add(new Level(
                    level,
                    on.size(),
                    on.stream().filter(line -> !line.pledges().isEmpty()).count(),
                    together(on.stream().map(Line::done).toList())));
        }
    }

    private static Done together(List<Done> done) {
        return new Done(
                done.stream().mapToLong(Done::contributions).sum(),
                done.stream().mapToLong(Done::appreciationsGiven).sum(),
                done.stream().mapToLong(Done::weeks).sum(),
                done.stream().mapToLong(Done::weeksKept).sum(),
                Kept.of(
                        new PledgeKept(
                                done.stream()
                                        .mapToLong(one -> one.kept().numerator())
                                        .sum(),
                                done.stream()
                                        .mapToLong(one -> one.kept().denominator())
                                        .sum()),
                        "No day of the month on which interactions are pledged is over."));
    }
}
