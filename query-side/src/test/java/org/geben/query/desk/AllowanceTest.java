package org.geben.query.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.geben.kernel.member.Role.ADMIN;
import static org.geben.kernel.member.Role.COMMUNITY_MANAGER;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.geben.kernel.appreciation.AllowanceId;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.geben.query.AsOf;
import org.geben.query.Page;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.Story;
import org.geben.query.desk.GetAllowances.Entry;
import org.geben.query.desk.GetAllowances.Period;
import org.geben.query.desk.GetAllowances.Points;
import org.geben.query.generation.ReadSide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    private static final Instant APRIL = Instant.parse("2026-04-10T00:00:00Z");

    private final ReadSide readSide = ReadSide.shared();
    private final AllowanceQueries queries = new AllowanceQueries(readSide.views(), new RoleHolders(readSide.views()));
    private final Story story = new Story();
    private final MemberId ana = story.joins("ana");
    private final MemberId ben = story.joins("ben");

    @Test
    void pointsAreToldByGiverWhoGaveMostOnTheLastDayFirst() {
        AllowanceId ofAna = story.at("2026-03-05T10:00:00Z").opensAllowance(ana, 100);
        story.reserves(ofAna, kudos(1), 30);
        story.at("2026-03-30T23:59:59Z").reserves(ofAna, kudos(2), 5);
        AllowanceId ofBen = story.at("2026-03-31T00:00:00Z").opensAllowance(ben, 100);
        story.reserves(ofBen, kudos(3), 20);
        story.at("2026-03-31T23:59:59Z").reserves(ofBen, kudos(4), 40);
        tell();

        GetAllowances.Result march = of("2026-03", Reader.NOBODY);

        assertThat(march.period())
                .isEqualTo(new Period(
                        "2026-03",
                        Instant.parse("2026-03-01T00:00:00Z"),
                        Instant.parse("2026-04-01T00:00:00Z"),
                        false));
        assertThat(march.total()).isEqualTo(new Points(2, 200, 95, 105, 60L));
        assertThat(march.entries())
                .containsExactly(
                        new Entry(new Person(ben.value(), "ben", "Name of ben", true), new Points(1, 100, 60, 40, 60L)),
                        new Entry(new Person(ana.value(), "ana", "Name of ana", true), new Points(1, 100, 35, 65, 0L)));
    }

    @Test
    void pointsThatAreReleasedAreLeftAndThoseGivenAgainAreGivenOnce() {
        AllowanceId allowance = story.at("2026-03-05T10:00:00Z").opensAllowance(ana, 100);
        story.reserves(allowance, kudos(1), 30);
        story.releases(allowance, kudos(1), 30);
        story.reserves(allowance, kudos(2), 10);
        story.releases(allowance, kudos(2), 10);
        story.reserves(allowance, kudos(2), 20);
        story.reserves(allowance, kudos(3), 5);
        story.reserves(allowance, kudos(3), 7);
        tell();

        assertThat(of("2026-03", Reader.NOBODY).total()).isEqualTo(new Points(1, 100, 27, 73, 0L));
    }

    @Test
    void lastPeriodThatHasBegunIsToldUnlessOneIsNamed() {
        AllowanceId march = story.at("2026-03-05T10:00:00Z").opensAllowance(ana, 100);
        story.reserves(march, kudos(1), 30);
        AllowanceId april = story.at("2026-04-05T10:00:00Z").opensAllowance(ana, 50);
        story.reserves(april, kudos(1), 10);
        tell();

        GetAllowances.Result last = of(null, Reader.NOBODY);
        assertThat(last.period())
                .isEqualTo(new Period(
                        "2026-04", Instant.parse("2026-04-01T00:00:00Z"), Instant.parse("2026-05-01T00:00:00Z"), true));
        assertThat(last.total()).isEqualTo(new Points(1, 50, 10, 40, 0L));
        assertThat(last.earlier()).isEqualTo("2026-03");
        assertThat(of("2026-03", Reader.NOBODY).earlier()).isNull();
    }

    @Test
    void whereNothingWasOpenedThereIsNoPeriod() {
        tell();

        assertThat(of(null, Reader.NOBODY).period()).isNull();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> of("2026-03", Reader.NOBODY))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("PERIOD_UNKNOWN"));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> of("March", Reader.NOBODY))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("PERIOD_MALFORMED"));
    }

    @Test
    void pagesShowEachGiverOnceAndStayInTheirPeriod() {
        List<UUID> givers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            MemberId giver = story.joins("giver" + i);
            givers.add(giver.value());
            AllowanceId allowance = story.at("2026-03-05T10:00:00Z").opensAllowance(giver, 100);
            story.reserves(allowance, kudos(i), 1 + i / 2);
        }
        story.at("2026-04-05T10:00:00Z").opensAllowance(ana, 100);
        tell();

        List<UUID> paged = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            GetAllowances.Result page = handle("2026-03", Reader.NOBODY, new Page(2, cursor, AsOf.NOW));
            page.entries().forEach(entry -> paged.add(entry.giver().id()));
            cursor = page.next();
        } while (cursor != null);
        assertThat(paged).containsExactlyInAnyOrderElementsOf(givers);
        String ofMarch =
                handle("2026-03", Reader.NOBODY, new Page(2, null, AsOf.NOW)).next();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> handle("2026-04", Reader.NOBODY, new Page(2, ofMarch, AsOf.NOW)))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("CURSOR_BROKEN"));
    }

    @Test
    void pagesOfARunningPeriodShowEachGiverOnceHoweverMuchIsGivenMeanwhile() {
        List<UUID> givers = new ArrayList<>();
        List<AllowanceId> allowances = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            MemberId giver = story.joins("giver" + i);
            givers.add(giver.value());
            allowances.add(story.at("2026-04-05T10:00:00Z").opensAllowance(giver, 100));
            story.reserves(allowances.get(i), kudos(i), 10 + i);
        }
        tell();

        List<UUID> paged = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            GetAllowances.Result page = handle("2026-04", Reader.NOBODY, new Page(2, cursor, AsOf.NOW));
            page.entries().forEach(entry -> paged.add(entry.giver().id()));
            cursor = page.next();
            // Who was shown takes all back, and who was not gives more than anybody else.
            for (int i = 0; i < 6; i++) {
                if (paged.contains(givers.get(i))) {
                    story.releases(allowances.get(i), kudos(i), 10 + i);
                } else {
                    story.reserves(allowances.get(i), kudos(100 + 10 * paged.size() + i), 15);
                }
            }
            tell();
        } while (cursor != null);
        assertThat(paged).isEqualTo(byId(givers));
    }

    @Test
    void pagesGoOnInTheirOrderWhenThePeriodEndsInBetween() {
        List<UUID> givers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            MemberId giver = story.joins("giver" + i);
            givers.add(giver.value());
            story.reserves(story.at("2026-04-05T10:00:00Z").opensAllowance(giver, 100), kudos(i), 10 + i);
        }
        tell();

        List<UUID> paged = new ArrayList<>();
        @Nullable String cursor = null;
        Instant now = APRIL;
        do {
            GetAllowances.Result page =
                    queries.handle(new GetAllowances("2026-04", now, Reader.NOBODY, new Page(2, cursor, AsOf.NOW)));
            page.entries().forEach(entry -> paged.add(entry.giver().id()));
            cursor = page.next();
            now = Instant.parse("2026-05-01T00:00:00Z");
        } while (cursor != null);
        assertThat(paged).isEqualTo(byId(givers));
    }

    private static List<UUID> byId(List<UUID> givers) {
        return givers.stream().sorted(Comparator.comparing(UUID::toString)).toList();
    }

    @Test
    void giverWhoIsErasedHasNoNameAndTheSamePoints() {
        story.reserves(story.at("2026-03-05T10:00:00Z").opensAllowance(ana, 100), kudos(1), 30);
        story.erased(ana);
        tell();

        Entry entry = of("2026-03", Reader.NOBODY).entries().getFirst();
        assertThat(entry.giver().name()).isEqualTo("Erased member");
        assertThat(entry.points().given()).isEqualTo(30);
    }

    @Test
    void onlyCommunityManagersAndAdministratorsReadItAndTheOperator() {
        story.at("2026-03-05T10:00:00Z").opensAllowance(ana, 100);
        for (Role role : Role.values()) {
            story.grants(story.joins("holder-of-" + role), role);
        }
        tell();

        for (Role role : Role.values()) {
            Reader holder =
                    new Reader(MemberId.imported("story", "holder-of-" + role).value());
            if (role == COMMUNITY_MANAGER || role == ADMIN) {
                assertThat(of("2026-03", holder).entries()).hasSize(1);
            } else {
                assertThatExceptionOfType(Refusal.class)
                        .as(role.name())
                        .isThrownBy(() -> of("2026-03", holder))
                        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("ROLE_REQUIRED"));
            }
        }
    }

    private void tell() {
        readSide.tell(new DeskProjection(), story);
    }

    private GetAllowances.Result of(@Nullable String period, Reader reader) {
        return handle(period, reader, new Page(20, null, AsOf.NOW));
    }

    private GetAllowances.Result handle(@Nullable String period, Reader reader, Page page) {
        return queries.handle(new GetAllowances(period, APRIL, reader, page));
    }

    private static AppreciationId kudos(int number) {
        return AppreciationId.imported("story", "kudos " + number);
    }
}
