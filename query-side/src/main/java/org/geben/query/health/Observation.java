package org.geben.query.health;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.geben.query.Columns;
import org.geben.query.generation.Reading;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** One window as one snapshot has it; what several metrics are made of is read once, when the first one asks for it. */
final class Observation {
    private static final String MEMBERS_LEFT_OUT = """
            SELECT count(*) FILTER (WHERE m.automated) AS "automatedMembers",
                   count(*) FILTER (WHERE NOT m.automated) AS "membersWhoLeft"
            FROM $.member m WHERE (NOT m.present OR m.automated) AND m.joined_at < :before AND {member in scope}
            """;

    private final Reading reading;
    private final GetHealth query;
    private final Map<Instant, Map<String, Long>> membersLeftOut = new HashMap<>();
    private @Nullable Exchange exchange;
    private @Nullable Lurkers lurkers;
    private @Nullable RootsLeftOut rootsLeftOut;

    Observation(Reading reading, GetHealth query) {
        this.reading = reading;
        this.query = query;
    }

    GetHealth query() {
        return query;
    }

    boolean isOfCommunity() {
        return query.group() == null;
    }

    StatementSpec sql(String sql) {
        return Scope.of(reading, query, sql);
    }

    /** Over another stretch of time than the window. */
    StatementSpec sql(String sql, Span span) {
        return Scope.of(reading, query, span, sql);
    }

    Exchange exchange() {
        Exchange known = exchange;
        if (known == null) {
            known = Exchange.in(reading, query);
            exchange = known;
        }
        return known;
    }

    Lurkers lurkers() {
        Lurkers known = lurkers;
        if (known == null) {
            known = Lurkers.in(this);
            lurkers = known;
        }
        return known;
    }

    RootsLeftOut rootsLeftOut() {
        RootsLeftOut known = rootsLeftOut;
        if (known == null) {
            known = RootsLeftOut.in(this);
            rootsLeftOut = known;
        }
        return known;
    }

    /** How many who had joined before the window's end, and are in scope, are no people who are present, and why. */
    Map<String, Long> membersLeftOut() {
        return membersLeftOut(query.to());
    }

    /** How many who had joined before the moment, and are in scope, are no people who are present, and why. */
    Map<String, Long> membersLeftOut(Instant before) {
        return membersLeftOut.computeIfAbsent(
                before, moment -> Scope.leftOut(sql(MEMBERS_LEFT_OUT).param("before", Columns.parameter(moment))));
    }

    /** Contributions of the stretch that nobody sees any more. */
    Map<String, Long> contributionsLeftOut(Span span) {
        return LeftOut.contributions(reading, query, span);
    }

    /** Appreciations of the stretch of which is not known when they were given. */
    Map<String, Long> appreciationsLeftOut(Span span) {
        return LeftOut.appreciations(reading, query, span);
    }

    /** What was done in the stretch and shows nobody to be active. */
    Map<String, Long> unattributed(Span span) {
        return Unattributed.in(reading, query, span);
    }

    long joinedBeforeIt() {
        return People.joinedBefore(reading, query, query.from());
    }
}
