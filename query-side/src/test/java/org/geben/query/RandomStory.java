package org.geben.query;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.geben.kernel.appreciation.AllowanceId;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.group.GroupAccess;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.group.GroupPosting;
import org.geben.kernel.member.DigitalComfort;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.geben.kernel.outreach.Cause;
import org.geben.kernel.outreach.OutreachId;
import org.geben.kernel.pledge.Pledge;
import org.geben.kernel.pledge.PledgeUnit;
import org.geben.kernel.scoring.ScoringDocument;
import org.geben.kernel.training.TrainingId;
import org.jspecify.annotations.Nullable;

/** Stories that a log may hold: the order of dates is not the order of the log, and each stream is consistent. */
public final class RandomStory {
    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
    private static final AppreciationKind[] KINDS = {
        AppreciationKind.LIKE, AppreciationKind.THANKS, AppreciationKind.INSIGHTFUL, AppreciationKind.RATING
    };

    private final Story story = new Story();
    private final Random random;
    private final List<MemberId> members = new ArrayList<>();
    private final Set<MemberId> gone = new HashSet<>();
    private final Set<MemberId> suspended = new HashSet<>();
    private final Set<MemberId> erased = new HashSet<>();
    private final List<GroupId> groups = new ArrayList<>();
    private final Set<String> memberships = new HashSet<>();
    private final List<ContributionId> contributions = new ArrayList<>();
    private final Map<ContributionId, MemberId> authors = new HashMap<>();
    private final Map<ContributionId, ContributionId> parents = new LinkedHashMap<>();
    private final Set<ContributionId> withdrawn = new HashSet<>();
    private final Set<ContributionId> hidden = new HashSet<>();
    private final Set<ContributionId> featured = new HashSet<>();
    private final Set<String> shared = new HashSet<>();
    private final List<AppreciationId> appreciations = new ArrayList<>();
    private final Set<AppreciationId> standing = new HashSet<>();
    private final Set<AppreciationId> ratings = new HashSet<>();
    private final Set<AppreciationId> disallowed = new HashSet<>();
    private final Set<String> roles = new HashSet<>();
    private final Set<MemberId> welcomed = new HashSet<>();
    private final Map<OutreachId, MemberId> openOutreach = new LinkedHashMap<>();
    private final Set<MemberId> pledged = new HashSet<>();
    private final Set<AllowanceId> allowances = new HashSet<>();
    private final Map<String, Integer> reserved = new HashMap<>();

    private final Set<String> followed = new HashSet<>();
    private final Map<MemberId, Instant> seen = new HashMap<>();

    private final List<TrainingId> trainings = new ArrayList<>();

    private final Set<MemberId> invisible = new HashSet<>();
    private int rulesVersion;
    private Instant rulesFrom = BEGIN;

    private final int days;
    private final boolean timesInferred;

    private RandomStory(long seed, int days, boolean timesInferred) {
        this.random = new Random(seed);
        this.days = days;
        this.timesInferred = timesInferred;
    }

    /** The same seed tells the same story. */
    public static Story of(long seed, int steps) {
        return tell(new RandomStory(seed, 60, true), steps);
    }

    /** Everything in March 2026, by UTC, and every time known. */
    public static Story withinAMonth(long seed, int steps) {
        return tell(new RandomStory(seed, 31, false), steps);
    }

    /** Over more than a year. */
    public static Story acrossYears(long seed, int steps) {
        return tell(new RandomStory(seed, 500, true), steps);
    }

    private static Story tell(RandomStory telling, int steps) {
        for (int i = 0; i < steps; i++) {
            telling.step();
            telling.follow();
            telling.lookAfterTheCommunity();
        }
        return telling.story;
    }

    private void step() {
        // Now and then several things happen at one moment.
        if (members.isEmpty() || random.nextInt(4) > 0) {
            story.at(BEGIN.plus(Duration.ofMinutes(random.nextInt(days * 24 * 60))));
        }
        if (members.size() < 3) {
            join();
            return;
        }
        switch (random.nextInt(33)) {
            case 0, 1 -> join();
            case 2 -> story.renames(one(members), "renamed" + random.nextInt(50), "New name");
            case 3 -> comeOrGo();
            case 4 -> joinOrLeaveGroup();
            case 5, 6, 7 -> publish();
            case 8, 9, 10, 11 -> reply();
            case 12 -> revise();
            case 13 -> withdraw();
            case 14, 15, 16, 17 -> give();
            case 18 -> accept();
            case 19, 20 -> hideOrRestore();
            case 21 -> feature();
            case 22 -> share();
            case 23 -> describe();
            case 24 -> suspendOrReinstate();
            case 25 -> eraseNowAndThen();
            case 28 -> grantOrRevoke();
            case 29 -> declare();
            case 30 -> train();
            case 31 -> pledge();
            default -> changeRetractDisallowOrGiveAgain();
        }
        if (random.nextInt(15) == 0) {
            chooseVisibilityGrantRolesOrPublishRules();
        }
    }

    private void join() {
        members.add(story.joins("member" + (members.size() + erased.size()), random.nextInt(8) == 0));
    }

    private void comeOrGo() {
        MemberId member = one(members);
        if (gone.remove(member)) {
            story.returns(member);
        } else {
            gone.add(member);
            story.leaves(member);
        }
    }

    private void suspendOrReinstate() {
        MemberId member = one(members);
        if (suspended.remove(member)) {
            story.reinstated(member);
        } else {
            suspended.add(member);
            story.suspended(member);
        }
    }

    /** Who is erased does nothing any more; what others do about them goes on. */
    private void eraseNowAndThen() {
        if (members.size() > 4 && random.nextInt(3) == 0) {
            MemberId member = one(members);
            members.remove(member);
            erased.add(member);
            story.erased(member);
            if (random.nextBoolean()) {
                story.wordsErased(member);
            }
        }
    }

    private void joinOrLeaveGroup() {
        if (groups.size() < 3) {
            groups.add(story.founds("group" + groups.size(), one(List.of(GroupAccess.values()))));
        }
        GroupId group = one(groups);
        MemberId member = one(members);
        if (memberships.add(group + " " + member)) {
            if (random.nextBoolean()) {
                story.asks(member, group);
            }
            story.joins(member, group);
        } else {
            memberships.remove(group + " " + member);
            story.leaves(member, group);
        }
    }

    private void publish() {
        MemberId author = one(members);
        @Nullable GroupId group = groups.isEmpty() || random.nextBoolean() ? null : one(groups);
        remember(random.nextInt(3) == 0 ? story.asks(author) : story.posts(author, group), author);
    }

    private void reply() {
        if (!contributions.isEmpty()) {
            MemberId author = one(members);
            // Also to a withdrawn one: the reply may have been on its way.
            ContributionId parent = one(contributions);
            ContributionId reply = story.replies(author, parent);
            remember(reply, author);
            parents.put(reply, parent);
        }
    }

    private void revise() {
        if (!contributions.isEmpty()) {
            ContributionId contribution = one(contributions);
            if (!withdrawn.contains(contribution) && !erased.contains(authors.get(contribution))) {
                story.revises(contribution, "Text " + random.nextInt());
            }
        }
    }

    private void withdraw() {
        if (!contributions.isEmpty()) {
            ContributionId contribution = one(contributions);
            if (withdrawn.add(contribution)) {
                story.withdraws(contribution);
            }
        }
    }

    private void hideOrRestore() {
        if (!contributions.isEmpty()) {
            ContributionId contribution = one(contributions);
            if (withdrawn.contains(contribution)) {
                return;
            }
            if (hidden.remove(contribution)) {
                story.restores(contribution);
            } else {
                hidden.add(contribution);
                story.hides(contribution);
            }
        }
    }

    private void feature() {
        if (!contributions.isEmpty()) {
            ContributionId contribution = one(contributions);
            if (featured.remove(contribution)) {
                story.featuresNoLonger(one(members), contribution);
            } else {
                featured.add(contribution);
                story.features(one(members), contribution);
            }
        }
    }

    private void share() {
        if (!contributions.isEmpty() && !groups.isEmpty()) {
            ContributionId contribution = one(contributions);
            GroupId group = one(groups);
            if (!parents.containsKey(contribution) && shared.add(contribution + " " + group)) {
                story.shares(Objects.requireNonNull(authors.get(contribution)), contribution, group);
            }
        }
    }

    private void describe() {
        if (!groups.isEmpty()) {
            GroupId group = one(groups);
            switch (random.nextInt(3)) {
                case 0 -> story.archives(group);
                case 1 -> story.reopens(group);
                default ->
                    story.describes(
                            group,
                            "described" + random.nextInt(50),
                            one(List.of(GroupAccess.values())),
                            random.nextBoolean() ? null : GroupPosting.MANAGERS);
            }
        }
    }

    private void accept() {
        if (!parents.isEmpty()) {
            ContributionId reply = one(List.copyOf(parents.keySet()));
            story.accepts(Objects.requireNonNull(parents.get(reply)), reply);
        }
    }

    private void give() {
        if (contributions.isEmpty()) {
            return;
        }
        MemberId giver = one(members);
        ContributionId contribution = one(contributions);
        MemberId other = one(members);
        switch (random.nextInt(8)) {
            case 0 -> remember(story.someoneLikes(contribution));
            case 1 -> {
                if (!giver.equals(other)
                        && isNew(AppreciationId.of(giver, new Subject.OfMember(other), AppreciationKind.THANKS))) {
                    remember(story.thanks(giver, other));
                }
            }
            default -> {
                AppreciationKind kind = KINDS[random.nextInt(KINDS.length)];
                AppreciationId id = AppreciationId.of(giver, new Subject.OfContribution(contribution), kind);
                if (!giver.equals(authors.get(contribution)) && isNew(id)) {
                    if (kind == AppreciationKind.RATING) {
                        ratings.add(id);
                    }
                    remember(
                            timesInferred && kind == AppreciationKind.LIKE && random.nextInt(5) == 0
                                    ? story.likesAtAnInferredTime(giver, contribution)
                                    : story.gives(giver, contribution, kind));
                }
            }
        }
    }

    private void changeRetractDisallowOrGiveAgain() {
        if (!appreciations.isEmpty()) {
            AppreciationId appreciation = one(appreciations);
            if (disallowed.contains(appreciation)) {
                return;
            }
            boolean stands = standing.contains(appreciation);
            if (random.nextInt(6) == 0) {
                disallowed.add(appreciation);
                story.disallows(appreciation);
            } else if (stands && ratings.contains(appreciation) && random.nextBoolean()) {
                story.changes(appreciation, 1 + random.nextInt(5));
            } else if (standing.remove(appreciation)) {
                story.retracts(appreciation);
            } else {
                standing.add(appreciation);
                story.givesAgain(appreciation);
            }
        }
    }

    /** Now and then, and not always by those who may. */
    private void lookAfterTheCommunity() {
        switch (random.nextInt(24)) {
            case 0, 1 -> grantOrRevoke();
            case 2 -> welcome();
            case 3 -> story.choosesVisibility(one(members), random.nextBoolean());
            case 4, 5, 6 -> reachOut();
            case 7, 8 -> pledge();
            case 9, 10 -> reserveOrRelease();
            default -> {}
        }
    }

    private void grantOrRevoke() {
        MemberId member = one(members);
        Role role = one(List.of(Role.LEADER, Role.LEADER, Role.COMMUNITY_MANAGER, Role.MODERATOR, Role.ADMIN));
        if (roles.add(member + " " + role)) {
            story.grants(member, role);
        } else {
            roles.remove(member + " " + role);
            story.revokes(member, role);
        }
    }

    private void welcome() {
        MemberId newcomer = one(members);
        MemberId by = one(members);
        if (!newcomer.equals(by) && welcomed.add(newcomer)) {
            story.welcomes(by, newcomer);
        }
    }

    private void reachOut() {
        if (openOutreach.isEmpty() || random.nextInt(3) == 0) {
            openOutreach();
            return;
        }
        OutreachId outreach = one(List.copyOf(openOutreach.keySet()));
        boolean isErased = erased.contains(openOutreach.get(outreach));
        switch (random.nextInt(4)) {
            case 0, 1 -> story.assigns(one(members), outreach, one(members));
            case 2 -> {
                openOutreach.remove(outreach);
                boolean byItself = isErased || random.nextBoolean();
                story.resolves(byItself ? null : one(members), outreach, byItself ? null : "Called on " + outreach);
            }
            default -> {
                if (!isErased) {
                    openOutreach.remove(outreach);
                    story.dismisses(one(members), outreach, "Away until " + random.nextInt(50));
                }
            }
        }
    }

    private void openOutreach() {
        MemberId member = one(members);
        Cause cause = one(List.of(Cause.values()));
        @Nullable
        ContributionId contribution = cause == Cause.UNANSWERED && !contributions.isEmpty() ? one(contributions) : null;
        @Nullable GroupId group = cause == Cause.SINGLE_HELPER && !groups.isEmpty() ? one(groups) : null;
        MemberId about = contribution == null ? member : Objects.requireNonNull(authors.get(contribution));
        OutreachId outreach = OutreachId.of(cause, about, contribution == null ? group : contribution);
        if (!openOutreach.containsKey(outreach)) {
            openOutreach.put(outreach, about);
            story.opens(cause, about, contribution, group);
        }
    }

    /** Has five more leaders pledge of every kind of which figures speak, from the story's beginning on. */
    public static void pledgesOfEveryKind(Story story) {
        LocalDate first = LocalDate.ofInstant(BEGIN, ZoneOffset.UTC);
        story.at(BEGIN);
        for (int i = 0; i < 5; i++) {
            story.pledges(story.joins("pledges" + i), new Pledge(PledgeUnit.INTERACTIONS, 1 + i, first));
            story.pledges(story.joins("pledgesHours" + i), new Pledge(PledgeUnit.HOURS, 1, first));
            story.pledges(story.joins("pledgesAsProgram" + i, true), new Pledge(PledgeUnit.INTERACTIONS, 1, first));
            MemberId left = story.joins("pledgesAndLeaves" + i);
            story.pledges(left, new Pledge(PledgeUnit.INTERACTIONS, 1, first));
            story.leaves(left);
        }
    }

    private void pledge() {
        MemberId leader = one(members);
        if (pledged.contains(leader) && random.nextInt(3) == 0) {
            pledged.remove(leader);
            story.endsPledge(leader);
            return;
        }
        PledgeUnit unit = random.nextInt(4) == 0 ? PledgeUnit.HOURS : PledgeUnit.INTERACTIONS;
        LocalDate from = LocalDate.ofInstant(BEGIN, ZoneOffset.UTC).plusDays(random.nextInt(days));
        Pledge pledge = new Pledge(unit, 1 + random.nextInt(2), from);
        if (pledged.add(leader)) {
            story.pledges(leader, pledge);
        } else {
            story.changes(leader, pledge);
        }
    }

    private void reserveOrRelease() {
        if (appreciations.isEmpty()) {
            return;
        }
        Instant at = BEGIN.plus(Duration.ofMinutes(random.nextInt(days * 24 * 60)));
        story.at(at);
        MemberId giver = one(members);
        YearMonth month = YearMonth.from(at.atZone(ZoneOffset.UTC));
        AllowanceId allowance = AllowanceId.of(giver, month.toString());
        if (allowances.add(allowance)) {
            story.opensAllowance(giver, 100);
        }
        AppreciationId kudos = one(appreciations);
        Integer points = reserved.remove(allowance + " " + kudos);
        if (points == null || random.nextBoolean()) {
            int share = 1 + random.nextInt(5);
            reserved.put(allowance + " " + kudos, share);
            story.reserves(allowance, kudos, share);
        } else {
            story.releases(allowance, kudos, points);
        }
    }

    private boolean isNew(AppreciationId id) {
        return !appreciations.contains(id);
    }

    private void remember(AppreciationId appreciation) {
        appreciations.add(appreciation);
        standing.add(appreciation);
    }

    private void remember(ContributionId contribution, MemberId author) {
        contributions.add(contribution);
        authors.put(contribution, author);
    }

    private void chooseVisibilityGrantRolesOrPublishRules() {
        MemberId member = one(members);
        switch (random.nextInt(3)) {
            case 0 -> {
                boolean visible = invisible.remove(member);
                if (!visible) {
                    invisible.add(member);
                }
                story.choosesVisibility(member, visible);
            }
            case 1 -> {
                Role role = one(List.of(Role.LEADER, Role.MODERATOR));
                boolean granted = roles.add(member + " " + role);
                if (!granted) {
                    roles.remove(member + " " + role);
                }
                story.holds(member, role, granted);
            }
            default -> publishRules();
        }
    }

    private void publishRules() {
        if (rulesVersion < 3) {
            // Now and then they do not hold before the story ends.
            int within = random.nextInt(4) == 0 ? 2 * days : days / 3;
            rulesFrom = rulesFrom.plus(Duration.ofMinutes(random.nextInt(within * 24 * 60)));
            story.publishesRules(
                    ++rulesVersion,
                    rulesFrom,
                    new ScoringDocument(
                            new ScoringDocument.Giving(
                                    random.nextInt(3), Map.of(AppreciationKind.THANKS, random.nextInt(4))),
                            new ScoringDocument.Appreciated(
                                    random.nextInt(3), Map.of(AppreciationKind.LIKE, random.nextInt(3))),
                            null,
                            random.nextBoolean() ? null : new ScoringDocument.Helping(random.nextInt(5), null),
                            random.nextBoolean() ? null : new ScoringDocument.Welcoming(random.nextInt(5)),
                            random.nextInt(3) == 0
                                    ? null
                                    : new ScoringDocument.Fairness(
                                            random.nextBoolean() ? null : 1 + random.nextInt(2),
                                            random.nextBoolean() ? null : 1 + random.nextInt(2),
                                            random.nextBoolean()),
                            random.nextBoolean() ? null : List.of(Role.LEADER)));
        }
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** Now and then somebody turns to somebody else, beside what happens anyway. */
    private void follow() {
        if (members.size() < 3 || random.nextInt(3) > 0) {
            return;
        }
        MemberId member = one(members);
        MemberId other = one(members);
        switch (random.nextInt(8)) {
            case 0, 1 -> {
                if (followed.remove(member + " " + other)) {
                    story.followsNoLonger(member, other);
                } else if (!member.equals(other)) {
                    followed.add(member + " " + other);
                    story.follows(member, other);
                }
            }
            case 2 -> {
                if (!member.equals(other) && welcomed.add(other)) {
                    story.welcomes(member, other);
                }
            }
            case 3 -> {
                @Nullable GroupId group = groups.isEmpty() || random.nextBoolean() ? null : one(groups);
                remember(story.posts(member, group, Content.plain("Together, @all."), other, one(members)), member);
            }
            case 4 -> {
                if (!contributions.isEmpty()) {
                    ContributionId contribution = one(contributions);
                    if (!withdrawn.contains(contribution) && !erased.contains(authors.get(contribution))) {
                        story.revises(contribution, Content.plain("Mentions"), other);
                    }
                }
            }
            case 5 -> manage(member);
            case 6 -> {
                Instant upTo = BEGIN.plus(Duration.ofMinutes(random.nextInt(days * 24 * 60)));
                if (seen.getOrDefault(member, Instant.EPOCH).isBefore(upTo)) {
                    seen.put(member, upTo);
                    story.sees(member, upTo);
                }
            }
            default -> story.reads(member, "welcomed", BEGIN.plus(Duration.ofMinutes(random.nextInt(60 * 24))));
        }
    }

    private void manage(MemberId member) {
        if (groups.isEmpty()) {
            return;
        }
        GroupId group = one(groups);
        if (!memberships.contains(group + " " + member)) {
            story.asks(member, group);
            if (random.nextBoolean()) {
                story.declines(group, member);
            }
        } else if (random.nextInt(3) > 0) {
            story.appoints(group, member);
        } else {
            story.dismisses(group, member);
        }
    }

    private void declare() {
        story.declares(one(members), one(List.of(DigitalComfort.values())));
    }

    private void train() {
        if (trainings.size() < 2) {
            trainings.add(
                    random.nextBoolean()
                            ? story.offers(one(members), DigitalComfort.values())
                            : story.offers(one(members), one(List.of(DigitalComfort.values()))));
        } else {
            story.completes(one(members), one(trainings), one(members));
        }
    }
}
