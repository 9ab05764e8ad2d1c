package org.geben.application.sample;

import static org.geben.kernel.contribution.ContributionKind.ANSWER;
import static org.geben.kernel.contribution.ContributionKind.ARTICLE;
import static org.geben.kernel.contribution.ContributionKind.COMMENT;
import static org.geben.kernel.contribution.ContributionKind.IDEA;
import static org.geben.kernel.contribution.ContributionKind.POST;
import static org.geben.kernel.contribution.ContributionKind.PRAISE;
import static org.geben.kernel.contribution.ContributionKind.QUESTION;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.geben.application.imports.intake.ImportedHandle;
import org.geben.application.recording.Entry;
import org.geben.command.appreciation.GiveAppreciation;
import org.geben.command.appreciation.RetractAppreciation;
import org.geben.command.contribution.AcceptAnswer;
import org.geben.command.contribution.PublishContribution;
import org.geben.command.contribution.ReviseContribution;
import org.geben.command.contribution.WithdrawContribution;
import org.geben.command.group.FoundGroup;
import org.geben.command.group.JoinGroup;
import org.geben.command.member.ChangeProfile;
import org.geben.command.member.JoinMember;
import org.geben.command.member.LeaveCommunity;
import org.geben.command.member.ReturnToCommunity;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.contribution.TextFormat;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * The story of a community that never was, told in the order of time: a few founders and leaders, newcomers all along,
 * six in ten who never write, some who do most of the writing, threads that wake up again after weeks, gratitude that
 * is often returned. It only tells; sending is for others, so that tests and measurements can use it without a
 * database. One source of chance is asked in one order, which is what makes equal plans give equal stories.
 */
public final class SampleCommunity implements Iterator<Entry> {

    private static final double LURKERS = 0.6;
    private static final Duration DAY = Duration.ofDays(1);

    private final SamplePlan plan;
    private final Dice dice;
    private final Words words;
    private final Timetable timetable;
    private final int leaders;
    private final Villager[] villagers;
    private final WeightedDraw writers;
    private final WeightedDraw givers;
    private final List<GroupId> groups = new ArrayList<>();
    private final Deque<Entry> told = new ArrayDeque<>();
    private int joined;
    private int writersPresent;
    private long contributions;

    public SampleCommunity(SamplePlan plan) {
        this.plan = plan;
        SplittableRandom random = new SplittableRandom(plan.seed());
        this.dice = new Dice(random);
        this.words = new Words(random);
        this.timetable = new Timetable(plan.end());
        this.leaders = Math.clamp(plan.members() / 100, 1, 30);
        this.villagers = new Villager[plan.members()];
        this.writers = new WeightedDraw(plan.members());
        this.givers = new WeightedDraw(plan.members());
        timetable.at(plan.start(), this::arrive);
        timetable.at(plan.start().plus(DAY), this::live);
    }

    @Override
    public boolean hasNext() {
        while (told.isEmpty()) {
            if (!timetable.next()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Entry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return told.removeFirst();
    }

    private void arrive(Instant at) {
        int index = joined++;
        MemberId id = MemberId.imported(plan.source(), Integer.toString(index));
        String name = words.name();
        boolean leader = isLeader(index);
        boolean lurker = !leader && dice.chance(LURKERS);
        // Zipf: the weight of a place is one over the place, and who gets which is chance.
        double writing = lurker ? 0 : 1.0 / (1 + dice.upTo(plan.members()));
        double reacting = lurker ? (dice.chance(0.5) ? 0.15 : 0) : 0.3 + writing;
        Villager villager = new Villager(index, id, name, leader ? 0.9 : writing, reacting);
        villagers[index] = villager;
        String about = dice.chance(0.6) ? words.about() : null;
        tell("members", at, villager, new JoinMember(id, ImportedHandle.of(name, id), name, about, false));
        enter(villager);
        settleIn(villager, at);
        if (joined < plan.members()) {
            timetable.at(arrivalOf(joined, at), this::arrive);
        }
    }

    /** A fifth is there in the first weeks; the others come ever a little faster. */
    private Instant arrivalOf(int index, Instant previous) {
        int founders = Math.max(2, plan.members() / 5);
        double life = Duration.between(plan.start(), plan.end()).toMillis();
        double share = index < founders
                ? 0.04 * index / founders
                : 0.04 + 0.95 * Math.pow((double) (index - founders) / Math.max(1, plan.members() - founders), 0.85);
        Instant moment = plan.start().plusMillis((long) (life * share) + dice.upTo(3_600_000));
        return moment.isAfter(previous) ? moment : previous.plusMillis(1);
    }

    private boolean isLeader(int index) {
        return index < leaders;
    }

    private Villager leader() {
        return villagers[dice.upTo(Math.min(joined, leaders))];
    }

    private void settleIn(Villager villager, Instant at) {
        int index = villager.index;
        if (index % 40 == 0 && groups.size() < 25) {
            timetable.at(at.plus(dice.delay(Duration.ofDays(2), 1)), moment -> found(villager, moment));
        }
        for (int i = dice.count(1.5); i > 0; i--) {
            timetable.at(at.plus(dice.delay(Duration.ofDays(5), 1.5)), moment -> joinSomeGroup(villager, moment));
        }
        if (dice.chance(villager.writing > 0 ? 0.6 : 0.1)) {
            timetable.at(at.plus(dice.delay(Duration.ofHours(8), 1.2)), moment -> introduce(villager, moment));
        }
        if (dice.chance(0.05)) {
            timetable.at(at.plus(dice.days(10, 200)), moment -> changeProfile(villager, moment));
        }
        if (dice.chance(0.1)) {
            timetable.at(at.plus(dice.days(3, 90)), moment -> rate(villager, moment));
        }
        if (!isLeader(index) && dice.chance(0.12)) {
            timetable.at(at.plus(dice.delay(Duration.ofDays(150), 0.9)), moment -> leave(villager, moment));
        }
    }

    private void enter(Villager villager) {
        villager.present = true;
        writers.set(villager.index, villager.writing);
        givers.set(villager.index, villager.reacting);
        writersPresent += villager.writing > 0 ? 1 : 0;
    }

    private void leave(Villager villager, Instant at) {
        villager.present = false;
        writers.set(villager.index, 0);
        givers.set(villager.index, 0);
        writersPresent -= villager.writing > 0 ? 1 : 0;
        tell("departures", at, villager, new LeaveCommunity(villager.id));
        if (dice.chance(0.2)) {
            timetable.at(at.plus(dice.days(20, 120)), moment -> {
                tell("returns", moment, villager, new ReturnToCommunity(villager.id));
                enter(villager);
            });
        }
    }

    private void changeProfile(Villager villager, Instant at) {
        if (villager.present) {
            tell("profile changes", at, villager, new ChangeProfile(villager.id, null, null, words.about()));
        }
    }

    private void found(Villager founder, Instant at) {
        if (founder.present && groups.size() < 25) {
            GroupId group = GroupId.imported(plan.source(), Integer.toString(groups.size()));
            FoundGroup found = new FoundGroup(group, words.group(groups.size()), words.purpose(), founder.id);
            tell("groups", at, founder, found);
            groups.add(group);
            join(founder, group, at);
        }
    }

    private void joinSomeGroup(Villager villager, Instant at) {
        if (villager.present && !groups.isEmpty()) {
            join(villager, groups.get(dice.upTo(groups.size())), at);
        }
    }

    private void join(Villager villager, GroupId group, Instant at) {
        if (!villager.groups.contains(group)) {
            villager.groups.add(group);
            tell("memberships", at, villager, new JoinGroup(group, villager.id));
        }
    }

    private @Nullable GroupId placeFor(Villager author) {
        return author.groups.isEmpty() || dice.chance(0.35) ? null : author.groups.get(dice.upTo(author.groups.size()));
    }

    private void live(Instant day) {
        double expected = writersPresent * (Dice.weekend(day) ? 0.025 : 0.08);
        for (int i = dice.count(expected); i > 0; i--) {
            timetable.at(dice.momentOf(day), this::open);
        }
        timetable.at(day.plus(DAY), this::live);
    }

    private void open(Instant at) {
        int index = writers.draw(dice.random());
        if (index < 0) {
            return;
        }
        Villager author = villagers[index];
        double die = dice.random().nextDouble();
        ContributionKind kind =
                die < 0.42 ? POST : die < 0.72 ? QUESTION : die < 0.82 ? IDEA : die < 0.91 ? ARTICLE : PRAISE;
        Content content = switch (kind) {
            case QUESTION -> titled(words.question(), words.paragraph());
            case IDEA, ARTICLE -> titled(words.headline(), words.paragraph() + " " + words.paragraph());
            case PRAISE -> Content.plain(words.praise());
            default -> Content.plain(words.paragraph());
        };
        publish(author, kind, null, content, at);
    }

    private Content titled(String title, String text) {
        return new Content(title, text, TextFormat.PLAIN, words.tags());
    }

    private void introduce(Villager newcomer, Instant at) {
        if (!newcomer.present) {
            return;
        }
        Piece hello = publish(newcomer, POST, null, Content.plain(words.introduction(newcomer.name)), at);
        Villager host = leader();
        if (host != newcomer && dice.chance(0.6)) {
            timetable.at(at.plus(dice.delay(Duration.ofHours(5), 1)), moment -> reply(hello, hello, host, moment));
            if (dice.chance(0.15)) {
                timetable.at(at.plus(dice.days(5, 40)), moment -> praise(host, newcomer, moment));
            }
        }
    }

    private Piece publish(Villager author, ContributionKind kind, @Nullable Piece parent, Content content, Instant at) {
        ContributionId id = ContributionId.imported(plan.source(), Long.toString(contributions++));
        Piece piece = new Piece(id, kind, author, content.text(), parent == null ? null : parent.root);
        tell(
                "contributions",
                at,
                author,
                new PublishContribution(
                        id,
                        kind,
                        author.id,
                        parent == null ? null : parent.id,
                        parent == null ? placeFor(author) : null,
                        content));
        if (parent == null) {
            expectReplies(piece, at);
        } else if (kind == ANSWER) {
            parent.answeredBy(piece);
            timetable.at(at.plus(dice.delay(Duration.ofHours(10), 1.3)), moment -> accept(piece.root, moment));
        } else if (dice.chance(0.25)) {
            timetable.at(
                    at.plus(dice.delay(Duration.ofHours(3), 1.5)),
                    moment -> reply(piece.root, piece, piece.root.author, moment));
        }
        expectAppreciations(piece, at);
        expectSecondThoughts(piece, at);
        return piece;
    }

    private void expectReplies(Piece root, Instant at) {
        int replies = dice.chance(0.25) ? 0 : dice.heavyTailed(40);
        for (int i = 0; i < replies; i++) {
            Duration delay = dice.chance(0.04) ? dice.days(20, 150) : dice.delay(Duration.ofHours(4), 1.6);
            timetable.at(at.plus(delay), moment -> {
                int index = writers.draw(dice.random());
                if (index >= 0) {
                    Piece parent = root.answers.isEmpty() || dice.chance(0.6)
                            ? root
                            : root.answers.get(dice.upTo(root.answers.size()));
                    reply(root, parent, villagers[index], moment);
                }
            });
        }
    }

    private void reply(Piece root, Piece parent, Villager author, Instant at) {
        if (!author.present || root.withdrawn || parent.withdrawn) {
            return;
        }
        boolean answer = parent.kind == QUESTION && author != parent.author && dice.chance(0.65);
        publish(author, answer ? ANSWER : COMMENT, parent, Content.plain(answer ? words.answer() : words.remark()), at);
    }

    private void accept(Piece question, Instant at) {
        if (question.answerAccepted || question.withdrawn || !question.author.present || dice.chance(0.45)) {
            return;
        }
        Piece answer = question.answers.get(dice.upTo(question.answers.size()));
        if (!answer.withdrawn) {
            question.answerAccepted = true;
            AcceptAnswer accept = new AcceptAnswer(question.id, answer.id, question.author.id);
            tell("accepted answers", at, question.author, accept);
        }
    }

    private void expectSecondThoughts(Piece piece, Instant at) {
        if (dice.chance(0.04)) {
            timetable.at(at.plus(dice.delay(Duration.ofMinutes(20), 1)), moment -> revise(piece, moment));
        }
        if (dice.chance(0.01)) {
            timetable.at(at.plus(dice.delay(Duration.ofHours(12), 1.5)), moment -> withdraw(piece, moment));
        }
    }

    private void revise(Piece piece, Instant at) {
        if (!piece.withdrawn && piece.author.present) {
            String text = piece.text + " Edit: " + words.remark();
            tell(
                    "revisions",
                    at,
                    piece.author,
                    new ReviseContribution(piece.id, piece.author.id, null, text, null, null));
        }
    }

    private void withdraw(Piece piece, Instant at) {
        if (piece.author.present) {
            piece.withdrawn = true;
            tell("withdrawals", at, piece.author, new WithdrawContribution(piece.id, piece.author.id));
        }
    }

    private void expectAppreciations(Piece piece, Instant at) {
        if (dice.chance(0.4)) {
            return;
        }
        Set<Integer> chosen = new TreeSet<>();
        int[] debtors = piece.author.recentGivers();
        for (int i = dice.heavyTailed(25); i > 0; i--) {
            boolean returned = debtors.length > 0 && dice.chance(0.3);
            int giver = returned ? debtors[dice.upTo(debtors.length)] : givers.draw(dice.random());
            if (giver >= 0 && giver != piece.author.index && chosen.add(giver)) {
                timetable.at(
                        at.plus(dice.delay(Duration.ofHours(3), 1.7)), moment -> give(villagers[giver], piece, moment));
            }
        }
    }

    private void give(Villager giver, Piece piece, Instant at) {
        if (!giver.present || piece.withdrawn) {
            return;
        }
        AppreciationKind kind = kindFor(piece);
        boolean kudos = kind == AppreciationKind.KUDOS;
        GiveAppreciation give = GiveAppreciation.by(
                giver.id,
                new Subject.OfContribution(piece.id),
                kind,
                kudos ? words.praise() : null,
                kudos ? giver.draw(5 * (1 + dice.upTo(4)), at) : 0,
                null);
        tell("appreciations", at, giver, give);
        piece.author.appreciatedBy(giver.index);
        if (dice.chance(0.015)) {
            timetable.at(at.plus(dice.delay(Duration.ofMinutes(5), 1.5)), moment -> retract(giver, give, moment));
        }
    }

    private AppreciationKind kindFor(Piece piece) {
        double die = dice.random().nextDouble();
        boolean helpful = piece.kind == ANSWER;
        if (die < (helpful ? 0.35 : 0.6)) {
            return AppreciationKind.LIKE;
        }
        if (die < 0.7) {
            return AppreciationKind.THANKS;
        }
        if (die < 0.8) {
            return helpful ? AppreciationKind.INSIGHTFUL : AppreciationKind.CELEBRATE;
        }
        return die < 0.9 ? AppreciationKind.INSIGHTFUL : die < 0.97 ? AppreciationKind.SUPPORT : AppreciationKind.KUDOS;
    }

    private void retract(Villager giver, GiveAppreciation given, Instant at) {
        if (giver.present) {
            tell("retractions", at, giver, new RetractAppreciation(given.appreciationId(), giver.id));
        }
    }

    private void praise(Villager giver, Villager receiver, Instant at) {
        Subject subject = new Subject.OfMember(receiver.id);
        tell(
                "appreciations",
                at,
                giver,
                GiveAppreciation.by(
                        giver.id, subject, AppreciationKind.KUDOS, words.praise(), giver.draw(10, at), null));
    }

    /** Of something outside: each member rates one thing at most, and so never the same thing twice. */
    private void rate(Villager giver, Instant at) {
        if (giver.present) {
            URI place = URI.create("https://example.org/places/" + (1 + dice.upTo(12)));
            int stars = Math.clamp(Math.round(3.8 + dice.random().nextGaussian()), 1, 5);
            Subject subject = new Subject.OfResource(place);
            tell(
                    "appreciations",
                    at,
                    giver,
                    GiveAppreciation.by(giver.id, subject, AppreciationKind.RATING, null, 0, stars));
        }
    }

    private void tell(String type, Instant at, Villager actor, Object command) {
        told.addLast(new Entry(type, "", at, false, actor.id, command));
    }
}
