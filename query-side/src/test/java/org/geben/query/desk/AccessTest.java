package org.geben.query.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.geben.kernel.member.Role.ADMIN;
import static org.geben.kernel.member.Role.AUDITOR;
import static org.geben.kernel.member.Role.COMMUNITY_MANAGER;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.geben.query.Access;
import org.geben.query.AsOf;
import org.geben.query.Cut;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.Story;
import org.geben.query.desk.GetRoles.Held;
import org.geben.query.generation.ReadSide;
import org.junit.jupiter.api.Test;

class AccessTest {
    private final ReadSide readSide = ReadSide.shared();
    private final Access access = new RoleHolders(readSide.views());
    private final RoleQueries queries = new RoleQueries(readSide.views(), access);
    private final Story story = new Story();
    private final MemberId ana = story.joins("ana");

    @Test
    void thoseMayWhoHoldOneOfTheRoles() {
        for (Role role : Role.values()) {
            story.grants(story.joins("holder-of-" + role), role);
        }
        tell();

        for (Role role : Role.values()) {
            MemberId holder = MemberId.imported("story", "holder-of-" + role);
            assertThat(access.holds(reader(holder), AsOf.NOW, COMMUNITY_MANAGER, ADMIN))
                    .as(role.name())
                    .isEqualTo(role == COMMUNITY_MANAGER || role == ADMIN);
        }
    }

    @Test
    void nobodyNamedIsTheOperatorWhoMay() {
        tell();

        assertThat(access.holds(Reader.NOBODY, AsOf.NOW, ADMIN)).isTrue();
        access.mustHold(Reader.NOBODY, AsOf.NOW, ADMIN);
    }

    @Test
    void whoMayNotIsToldWhichRolesItTakes() {
        tell();

        for (MemberId member : List.of(ana, new MemberId(UUID.randomUUID()))) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> access.mustHold(reader(member), AsOf.NOW, COMMUNITY_MANAGER, ADMIN))
                    .withMessage(
                            "Only members with one of these roles read this: COMMUNITY_MANAGER, ADMIN. Name one of them in Geben-Actor.")
                    .satisfies(refusal -> {
                        assertThat(refusal.status()).isEqualTo(403);
                        assertThat(refusal.code()).isEqualTo("ROLE_REQUIRED");
                        assertThat(refusal.pointer()).isEqualTo("Geben-Actor");
                    });
        }
    }

    @Test
    void roleOpensNothingOnceItIsRevokedNorWhileItsHolderIsAbsent() {
        List<MemberId> absent = new ArrayList<>();
        for (Consumer<MemberId> end : List.<Consumer<MemberId>>of(
                member -> story.revokes(member, ADMIN), story::leaves, story::suspended, story::erased)) {
            MemberId member = story.joins("member" + absent.size());
            story.grants(member, ADMIN);
            end.accept(member);
            absent.add(member);
        }
        MemberId back = story.joins("back");
        story.grants(back, ADMIN);
        story.suspended(back);
        story.leaves(back);
        story.returns(back);
        tell();

        assertThat(absent).noneMatch(member -> access.holds(reader(member), AsOf.NOW, ADMIN));
        assertThat(access.holds(reader(back), AsOf.NOW, ADMIN)).isFalse();
        story.reinstated(back);
        tell();
        assertThat(access.holds(reader(back), AsOf.NOW, ADMIN)).isTrue();
    }

    @Test
    void roleThatIsGrantedAgainOpensAgain() {
        story.grants(ana, ADMIN);
        story.revokes(ana, ADMIN);
        story.grants(ana, ADMIN);
        story.grants(ana, AUDITOR);
        story.revokes(ana, AUDITOR);
        tell();

        assertThat(access.holds(reader(ana), AsOf.NOW, ADMIN)).isTrue();
        assertThat(access.holds(reader(ana), AsOf.NOW, AUDITOR)).isFalse();
    }

    @Test
    void presentRolesDecideAlsoWhereThePastIsRead() {
        story.grants(ana, ADMIN);
        long then = story.position();
        story.revokes(ana, ADMIN);
        MemberId ben = story.joins("ben");
        story.grants(ben, ADMIN);
        tell();

        Cut past = new Cut.ByPosition(then);
        assertThat(access.holds(reader(ana), past, ADMIN)).isFalse();
        assertThat(access.holds(reader(ben), past, ADMIN)).isTrue();
    }

    @Test
    void rolesAreToldToThoseWhoTrustOthersWithThemAndToTheirHolder() {
        MemberId ben = story.joins("ben");
        story.at("2026-03-05T10:00:00Z").grants(ana, AUDITOR);
        story.grants(ben, Role.LEADER);
        story.grants(ben, Role.MODERATOR);
        story.revokes(ben, Role.MODERATOR);
        tell();

        for (Reader reader : List.of(Reader.NOBODY, reader(ana), reader(ben))) {
            GetRoles.Result roles = queries.handle(new GetRoles(ben.value(), reader, AsOf.NOW));
            assertThat(roles.member()).isEqualTo(new Person(ben.value(), "ben", "Name of ben", true));
            assertThat(roles.roles()).extracting(Held::role).containsExactly("LEADER");
            assertThat(roles.roles()).extracting(Held::since).first().hasToString("2026-03-05T10:00:00Z");
        }
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> queries.handle(new GetRoles(ana.value(), reader(ben), AsOf.NOW)))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("ROLE_REQUIRED"));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> queries.handle(new GetRoles(UUID.randomUUID(), Reader.NOBODY, AsOf.NOW)))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("MEMBER_UNKNOWN"));
    }

    private void tell() {
        readSide.tell(new DeskProjection(), story);
    }

    private static Reader reader(MemberId member) {
        return new Reader(member.value());
    }
}
