package org.geben.application.policy;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.geben.command.policy.About;
import org.geben.command.policy.Help;
import org.geben.command.policy.PolicyMemory;
import org.geben.command.policy.Presence;
import org.geben.command.policy.Standing;
import org.geben.command.policy.Watch;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.outreach.Cause;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * What policies remember, in the database of the views. However many rows there are, they travel in one statement: as JSON,
 * of which PostgreSQL makes rows, or as arrays, of which it knows how long they are before it chooses how to look them up.
 */
final class StoredMemory implements PolicyMemory {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private static final String KEYED =
            "SELECT * FROM geben_outreach.watch WHERE (cause, subject) IN (SELECT * FROM unnest(:causes, :subjects))";

    private final JdbcClient database;

    StoredMemory(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /** A row of the table of watches. */
    private record WatchRow(
            Cause cause,
            UUID subject,
            MemberId member,
            @Nullable ContributionId contribution,
            @Nullable GroupId groupId,
            Instant since,
            @Nullable Instant due,
            @Nullable Instant opened,
            @Nullable Instant alarm,
            boolean settled,
            @Nullable Integer pledged,
            List<Instant> moments) {

        static WatchRow of(Watch watch) {
            About about = watch.about();
            Standing standing = watch.standing();
            return new WatchRow(
                    watch.key().cause(),
                    watch.key().subject(),
                    about.member(),
                    about.contribution(),
                    about.group(),
                    standing.since(),
                    standing.due(),
                    standing.opened(),
                    standing.alarm(),
                    standing.settled(),
                    watch.presence().pledged(),
                    watch.presence().moments());
        }
    }

    /** A row of the table of help. */
    private record HelpRow(GroupId groupId, MemberId helper, Instant helpedAt) {
        static HelpRow of(Help help) {
            return new HelpRow(help.group(), help.helper(), help.at());
        }
    }

    @Override
    public List<Watch> hold(Asked asked) {
        List<Watch> held = new ArrayList<>();
        if (!asked.keys().isEmpty()) {
            held.addAll(held(KEYED, keys(asked.keys())));
        }
        if (!asked.members().isEmpty()) {
            held.addAll(held(
                    "SELECT * FROM geben_outreach.watch WHERE member = ANY (:members)",
                    Map.of("members", ids(asked.members(), MemberId::value))));
        }
        if (!asked.contributions().isEmpty()) {
            held.addAll(held(
                    "SELECT * FROM geben_outreach.watch WHERE contribution = ANY (:contributions)",
                    Map.of("contributions", ids(asked.contributions(), ContributionId::value))));
        }
        return held;
    }

    private List<Watch> held(String sql, Map<String, SqlArrayValue> asked) {
        return database.sql(sql + " ORDER BY cause, subject FOR UPDATE")
                .params(asked)
                .query((row, number) -> watch(row))
                .list();
    }

    private static Map<String, SqlArrayValue> keys(Collection<Watch.Key> keys) {
        return Map.of(
                "causes",
                new SqlArrayValue(
                        "text", keys.stream().map(key -> key.cause().name()).toArray()),
                "subjects",
                ids(keys, Watch.Key::subject));
    }

    private static <T> SqlArrayValue ids(Collection<T> of, Function<T, UUID> id) {
        return new SqlArrayValue("uuid", of.stream().map(id).toArray());
    }

    @Override
    public void keep(Collection<Watch> watches) {
        if (watches.isEmpty()) {
            return;
        }
        database.sql("""
                        INSERT INTO geben_outreach.watch
                        SELECT * FROM jsonb_populate_recordset(NULL::geben_outreach.watch, :rows::jsonb)
                        ON CONFLICT (cause, subject) DO UPDATE SET
                            member = excluded.member, contribution = excluded.contribution,
                            group_id = excluded.group_id, since = excluded.since, due = excluded.due,
                            opened = excluded.opened, alarm = excluded.alarm, settled = excluded.settled,
                            pledged = excluded.pledged, moments = excluded.moments
                        """)
                .param(
                        "rows",
                        JSON.writeValueAsString(
                                watches.stream().map(WatchRow::of).toList()))
                .update();
    }

    @Override
    public void forget(Collection<Watch.Key> keys) {
        if (!keys.isEmpty()) {
            database.sql("""
                            DELETE FROM geben_outreach.watch WHERE (cause, subject) IN
                                (SELECT * FROM unnest(:causes, :subjects))
                            """).params(keys(keys)).update();
        }
    }

    @Override
    public void keepHelp(Collection<Help> helps) {
        if (!helps.isEmpty()) {
            database.sql("""
                            INSERT INTO geben_outreach.help
                            SELECT * FROM jsonb_populate_recordset(NULL::geben_outreach.help, :rows::jsonb)
                            """)
                    .param(
                            "rows",
                            JSON.writeValueAsString(
                                    helps.stream().map(HelpRow::of).toList()))
                    .update();
        }
    }

    @Override
    public Map<MemberId, Long> helpers(GroupId group, Instant since) {
        return database
                .sql("""
                        SELECT helper, count(*) AS times FROM geben_outreach.help
                        WHERE group_id = :group AND helped_at >= :since GROUP BY helper
                        """)
                .param("group", group.value())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, number) ->
                        Map.entry(new MemberId(row.getObject("helper", UUID.class)), row.getLong("times")))
                .list()
                .stream()
                .collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void forgetHelp(Instant before) {
        database.sql("DELETE FROM geben_outreach.help WHERE helped_at < :before")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The newest moment stands first. */
    @Override
    public void forgetUnseen(Cause cause, Instant since) {
        database.sql("""
                        DELETE FROM geben_outreach.watch
                        WHERE cause = :cause AND due IS NULL AND opened IS NULL AND coalesce(moments[1], since) < :since
                        """)
                .param("cause", cause.name())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Watch watch(ResultSet row) throws SQLException {
        UUID contribution = row.getObject("contribution", UUID.class);
        UUID group = row.getObject("group_id", UUID.class);
        return new Watch(
                new Watch.Key(Cause.valueOf(row.getString("cause")), row.getObject("subject", UUID.class)),
                new About(
                        new MemberId(row.getObject("member", UUID.class)),
                        contribution == null ? null : new ContributionId(contribution),
                        group == null ? null : new GroupId(group)),
                new Standing(
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        instant(row, "due"),
                        instant(row, "opened"),
                        instant(row, "alarm"),
                        row.getBoolean("settled")),
                new Presence(
                        row.getObject("pledged", Integer.class),
                        Arrays.stream((Timestamp[]) row.getArray("moments").getArray())
                                .map(Timestamp::toInstant)
                                .toList()));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
