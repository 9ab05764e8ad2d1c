package org.geben.query.progress;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.geben.query.Columns;
import org.geben.query.generation.Reading;
import org.geben.query.progress.GetProgress.GiveTake;
import org.geben.query.progress.GetProgress.Month;

/** What a member did and got in each of the last months, and what went to and fro between the member and others in them. */
record Trend(List<Month> months, GiveTake giveTake) {
    private static final int MONTHS = 12;

    /** By month; months begin where the zone's calendar has them, whatever the database takes for a zone. */
    private static final String COUNTS = """
            SELECT width_bucket(at, CAST(:bounds AS timestamptz[])) AS month,
                   sum(contributions) AS contributions, sum(given) AS given, sum(received) AS received,
                   sum(answers) AS answers, sum(replies) AS replies
            FROM (SELECT published_at AS at, 1 AS contributions, 0 AS given, 0 AS received,
                         CASE WHEN answered IS NULL THEN 0 ELSE 1 END AS answers, 0 AS replies
                  FROM $.contribution WHERE author = :member AND NOT withdrawn AND NOT hidden
                  UNION ALL
                  SELECT published_at, 0, 0, 0, 0, 1
                  FROM $.contribution WHERE answered = :member AND NOT withdrawn AND NOT hidden
                  UNION ALL
                  SELECT a.given_at, 0, 1, 0, 0, 0
                  FROM $.appreciation a LEFT JOIN $.member o ON o.id = a.receiver
                  WHERE a.giver = :member AND NOT a.time_inferred AND NOT coalesce(o.automated, false)
                  UNION ALL
                  SELECT a.given_at, 0, 0, 1, 0, 0
                  FROM $.appreciation a LEFT JOIN $.member o ON o.id = a.giver
                  WHERE a.receiver = :member AND NOT a.time_inferred AND NOT coalesce(o.automated, false)) fact
            WHERE at >= :from AND at < :to
            GROUP BY 1
            """;

    static Trend of(Reading reading, GetProgress query) {
        YearMonth last = YearMonth.from(query.now().atZone(query.zone()));
        List<YearMonth> months = IntStream.range(0, MONTHS)
                .mapToObj(i -> last.minusMonths(MONTHS - 1L - i))
                .toList();
        Instant from = start(months.getFirst(), query);
        Instant to = start(last.plusMonths(1), query);
        long[] givenAndTaken = new long[2];
        List<Month> counted = new ArrayList<>(months.stream()
                .map(month -> new Month(month.toString(), 0, 0, 0))
                .toList());
        reading.sql(COUNTS)
                .param("member", query.member())
                .param(
                        "bounds",
                        Columns.parameters(months.stream()
                                .map(month -> start(month, query))
                                .toList()))
                .param("from", Columns.parameter(from))
                .param("to", Columns.parameter(to))
                .query(row -> {
                    int place = row.getInt("month") - 1;
                    counted.set(
                            place,
                            new Month(
                                    Objects.requireNonNull(months.get(place)).toString(),
                                    row.getLong("contributions"),
                                    row.getLong("given"),
                                    row.getLong("received")));
                    givenAndTaken[0] += row.getLong("answers") + row.getLong("given");
                    givenAndTaken[1] += row.getLong("replies") + row.getLong("received");
                });
        return new Trend(counted, GiveTake.of(givenAndTaken[0], givenAndTaken[1], from, to));
    }

    private static Instant start(YearMonth month, GetProgress query) {
        return month.atDay(1).atStartOfDay(query.zone()).toInstant();
    }
}
