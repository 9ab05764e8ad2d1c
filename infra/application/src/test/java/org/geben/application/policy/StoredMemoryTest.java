package org.geben.application.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.geben.command.policy.About;
import org.geben.command.policy.Help;
import org.geben.command.policy.PolicyMemory;
import org.geben.command.policy.PolicyMemory.Asked;
import org.geben.command.policy.Presence;
import org.geben.command.policy.Standing;
import org.geben.command.policy.Watch;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.outreach.Cause;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.JdbcTemplate;

/** What policies remember, in a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoredMemoryTest {
    private static final Instant NOW = Instant.parse("2027-03-01T09:00:00Z");
    private static final Instant BEFORE = NOW.minus(Duration.ofDays(67));

    private EmbeddedPostgres postgres;
    private DataSource database;
    private PolicyMemory memory;

    @BeforeAll
    void start() throws Exception {
        postgres = EmbeddedPostgres.start();
        database = postgres.getPostgresDatabase();
        migrate("1");
        memory = new StoredMemory(database);
    }

    @AfterAll
    void stop() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void forgetEverything() {
        new JdbcTemplate(database).execute("TRUNCATE geben_outreach.watch, geben_outreach.help");
    }

    @Test
    void keepsAWatchAsItIs() {
        Watch watch = new Watch(
                new Watch.Key(Cause.GONE_QUIET, UUID.randomUUID()),
                new About(
                        new MemberId(UUID.randomUUID()),
                        new ContributionId(UUID.randomUUID()),
                        new GroupId(UUID.randomUUID())),
                new Standing(BEFORE, NOW, BEFORE, NOW, true),
                new Presence(3, List.of(NOW, BEFORE)));
        memory.keep(List.of(watch));
        assertThat(memory.hold(Asked.of(watch.key()))).containsExactly(watch);
        memory.forget(Set.of(watch.key()));
        assertThat(memory.hold(Asked.of(watch.key()))).isEmpty();
    }

    @Test
    void forgetsOnlyThoseWhoAreNoCaseAndWereSeenNoMore() {
        Watch seen = quiet(Cause.GONE_QUIET, null, null, BEFORE, BEFORE.minusSeconds(9));
        Watch awaiting = quiet(Cause.GONE_QUIET, NOW, null, BEFORE.minusSeconds(1));
        Watch open = quiet(Cause.GONE_QUIET, null, BEFORE, BEFORE.minusSeconds(1));
        Watch other = quiet(Cause.LEADER_ABSENT, null, null, BEFORE.minusSeconds(1));
        Watch unseen = quiet(Cause.GONE_QUIET, null, null, BEFORE.minusSeconds(1), BEFORE.minusSeconds(9));
        memory.keep(List.of(seen, awaiting, open, other, unseen));

        memory.forgetUnseen(Cause.GONE_QUIET, BEFORE);

        assertThat(all()).isEqualTo(4);
        assertThat(memory.hold(Asked.of(unseen.key()))).isEmpty();
    }

    @Test
    void forgetsHelpOfEveryGroupThatIsLongAgo() {
        GroupId group = new GroupId(UUID.randomUUID());
        GroupId imported = new GroupId(UUID.randomUUID());
        MemberId ana = new MemberId(UUID.randomUUID());
        MemberId ben = new MemberId(UUID.randomUUID());
        memory.keepHelp(List.of(
                new Help(group, ana, NOW),
                new Help(group, ana, BEFORE),
                new Help(group, ben, BEFORE.minusSeconds(1)),
                new Help(imported, ben, BEFORE.minusSeconds(1))));
        assertThat(memory.helpers(group, BEFORE)).isEqualTo(Map.of(ana, 2L));

        memory.forgetHelp(BEFORE);

        assertThat(memory.helpers(group, Instant.EPOCH)).isEqualTo(Map.of(ana, 2L));
        assertThat(memory.helpers(imported, Instant.EPOCH)).isEmpty();
    }

    @Test
    void whatEarlierCodeRememberedForGoodGoesWithTheMigration() {
        Watch thread = quiet(Cause.SINGLE_HELPER, null, null);
        Watch unthanked = quiet(Cause.NEVER_THANKED, null, null);
        Watch first = quiet(Cause.FIRST_CONTRIBUTION, null, null);
        Watch opened = quiet(Cause.NEVER_THANKED, NOW, NOW);
        memory.keep(List.of(thread, unthanked, first, opened));
        migrate("2");
        assertThat(all()).isEqualTo(2);
        assertThat(memory.hold(new Asked(Set.of(first.key(), opened.key()), Set.of(), Set.of())))
                .containsExactly(first, opened);
    }

    private void migrate(String to) {
        Flyway.configure()
                .dataSource(database)
                .schemas("geben_outreach")
                .locations("classpath:db/outreach")
                .target(to)
                .load()
                .migrate();
    }

    private long all() {
        Long all = new JdbcTemplate(database).queryForObject("SELECT count(*) FROM geben_outreach.watch", Long.class);
        return all == null ? 0 : all;
    }

    private static Watch quiet(Cause cause, @Nullable Instant due, @Nullable Instant opened, Instant... moments) {
        UUID subject = UUID.randomUUID();
        return new Watch(
                new Watch.Key(cause, subject),
                new About(new MemberId(subject), null, null),
                new Standing(BEFORE, due, opened, null, false),
                new Presence(null, List.of(moments)));
    }
}
