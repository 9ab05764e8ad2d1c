package org.geben.query.leaderboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.member.Role;
import org.geben.kernel.scoring.ScoringRulesEvent.ScoringRulesPublished;
import org.geben.query.Columns;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.LatestMoment;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Tables;
import org.geben.query.leaderboard.ScoringRules.Fairness;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * By which rules the facts are weighed: each by those that were valid at its moment. A generation under rules of its own
 * knows no others. Rules that are published later for what is there already weigh it anew.
 */
final class RulesChanges {
    /** Of a point. */
    static final long MILLION = 1_000_000;

    /** Before and behind all that happens. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** Remembers what happened last, and tells how the rules were kept before this batch. */
    private static final String KEPT = """
            WITH before AS (
                SELECT at FROM $.heard
            ), latest AS (
                SELECT max(at) AS at FROM :rows HAVING count(*) > 0
            ), moved AS (
                UPDATE $.heard h SET at = l.at FROM latest l WHERE h.at < l.at
            ), come AS (
                INSERT INTO $.heard SELECT l.at FROM latest l WHERE NOT EXISTS (SELECT FROM before)
            )
            SELECT coalesce(max(w.version), -1) AS weighed,
                   coalesce((SELECT max(r.version) FROM $.rules r), 0) AS published,
                   EXISTS (SELECT FROM $.member) AS anybody,
                   coalesce(bool_or(w.most_of_giver IS NOT NULL OR w.most_of_receiver IS NOT NULL), false) AS capped,
                   coalesce(bool_or(w.valid_from > b.at AND w.valid_from <= l.at), false) AS others_hold
            FROM latest l LEFT JOIN before b ON true LEFT JOIN $.weight w ON true
            """;

    private final @Nullable ScoringRules other;
    private final Touched touched;
    private final Rows published;
    private final LatestMoment heard;

    private boolean capped;
    private boolean others;

    /** @param other those of a generation under rules of its own */
    RulesChanges(Buffers buffers, Touched touched, @Nullable ScoringRules other) {
        this.other = other;
        this.touched = touched;
        published = buffers.inserts("rules", "version bigint", "valid_from timestamptz", "document text");
        heard = buffers.latestMoment("heard_of", "at");
    }

    private record Version(long number, Instant from, Instant until, ScoringRules rules) {}

    /** Views never read the clock: what happened last tells which rules hold already. */
    void heard(Instant occurredAt) {
        heard.put(occurredAt);
    }

    void published(ScoringRulesPublished event) {
        if (other == null) {
            published.add(
                    (long) event.version(),
                    event.validFrom(),
                    JsonMapper.shared().writeValueAsString(event.document()));
        }
    }

    /** Whether rules of any time allow only so many appreciations a day. */
    boolean haveCaps() {
        return capped;
    }

    /** Whether with this batch there are others, or others hold. */
    boolean areOthers() {
        return others;
    }

    /** Before there is anybody nothing can be earned. */
    void flush(Tables tables, AppreciationChanges appreciations) {
        record Kept(long weighed, long published, boolean anybody, boolean capped, boolean othersHold) {}
        List<Kept> found = new ArrayList<>();
        tables.write(
                KEPT,
                heard,
                row -> found.add(new Kept(
                        row.getLong("weighed"),
                        row.getLong("published"),
                        row.getBoolean("anybody"),
                        row.getBoolean("capped"),
                        row.getBoolean("others_hold"))));
        for (Kept kept : found) {
            boolean isRewritten = kept.anybody && kept.weighed < kept.published;
            capped = kept.capped;
            others = isRewritten || kept.othersHold;
            if (others && !touched.isEverything()) {
                tables.planForMany();
            }
            if (isRewritten) {
                rewrite(tables, kept.weighed, appreciations);
            }
        }
    }

    private void rewrite(Tables tables, long weighed, AppreciationChanges appreciations) {
        List<Version> versions = versions(tables);
        write(tables, versions);
        capped = versions.stream().map(version -> version.rules.fairness()).anyMatch(Fairness::caps);
        if (!touched.isEverything()) {
            versions.stream()
                    .filter(version -> version.number > weighed)
                    .findFirst()
                    .ifPresent(added -> touch(tables, added.from, appreciations));
        }
    }

    private List<Version> versions(Tables tables) {
        record Published(long number, Instant from, ScoringRules rules) {}
        List<Published> all = new ArrayList<>();
        all.add(new Published(0, EARLIEST, Objects.requireNonNullElse(other, ScoringRules.STANDARD)));
        tables.sql("SELECT version, valid_from, document FROM $.rules ORDER BY version")
                .query(row -> {
                    Instant from = Columns.time(row, "valid_from");
                    Instant before = all.getLast().from;
                    all.add(new Published(
                            row.getLong("version"),
                            from.isBefore(before) ? before : from,
                            RulesReader.read(JsonMapper.shared().readTree(row.getString("document")))));
                });
        List<Version> ordered = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Published one = all.get(i);
            Instant until = i + 1 < all.size() ? all.get(i + 1).from : LATEST;
            ordered.add(new Version(one.number, one.from, until, one.rules));
        }
        return ordered;
    }

    private void write(Tables tables, List<Version> versions) {
        tables.sql("DELETE FROM $.weight").update();
        Rows weights = Rows.of(
                "version bigint",
                "kind text",
                "valid_from timestamptz",
                "valid_until timestamptz",
                "reply bigint",
                "giving bigint",
                "giver bigint",
                "appreciated bigint",
                "contributing bigint",
                "accepted bigint",
                "first_response bigint",
                "welcome bigint",
                "damped boolean",
                "most_of_giver bigint",
                "most_of_receiver bigint",
                "excused_roles text[]",
                "first_month bigint");
        for (Version version : versions) {
            ScoringRules rules = version.rules;
            for (ContributionKind kind : ContributionKind.values()) {
                add(
                        weights,
                        version,
                        kind.name(),
                        rules.giving().reply(),
                        0,
                        0,
                        0,
                        rules.contributing().contribution().of(kind));
            }
            for (AppreciationKind kind : AppreciationKind.values()) {
                add(
                        weights,
                        version,
                        kind.name(),
                        0,
                        rules.giving().appreciation().of(kind),
                        rules.appreciated().giver(),
                        rules.appreciated().appreciation().of(kind),
                        0);
            }
        }
        tables.write("INSERT INTO $.weight SELECT * FROM :rows", weights);
    }

    private void add(
            Rows weights,
            Version version,
            String kind,
            int reply,
            int giving,
            int giver,
            int appreciated,
            int contributing) {
        ScoringRules rules = version.rules;
        Fairness fairness = rules.fairness();
        weights.add(
                version.number,
                kind,
                version.from,
                version.until,
                reply * MILLION,
                giving * MILLION,
                giver * MILLION,
                appreciated * MILLION,
                contributing * MILLION,
                rules.helping().acceptedAnswer() * MILLION,
                rules.helping().firstResponse() * MILLION,
                rules.welcoming().welcome() * MILLION,
                fairness.dampedRepeats(),
                count(fairness.mostPerGiverAndDay()),
                count(fairness.mostPerReceiverAndDay()),
                rules.excludedRoles().stream().sorted().map(Role::name).toList(),
                touched.calendar.day(version.from) / 100);
    }

    private static @Nullable Long count(@Nullable Integer most) {
        return most == null ? null : Long.valueOf(most);
    }

    /** What happened from the moment on is weighed anew. */
    private void touch(Tables tables, Instant from, AppreciationChanges appreciations) {
        tables.sql("""
                        SELECT author, day, group_id FROM $.contribution WHERE published_at >= :from
                        UNION SELECT author, day, group_id FROM $.response WHERE responded_at >= :from
                        UNION SELECT author, day, group_id FROM $.acceptance WHERE accepted_at >= :from
                        """).param("from", Columns.parameter(from)).query(row -> {
            touched.changed(Columns.id(row, "author"), row.getLong("day"), Columns.optionalId(row, "group_id"));
        });
        tables.sql("""
                        SELECT giver, receiver, contribution, day, time_inferred, automated
                        FROM $.appreciation WHERE given_at >= :from AND NOT automated
                        """).param("from", Columns.parameter(from)).query(row -> {
            appreciations.changed(row);
        });
    }
}
