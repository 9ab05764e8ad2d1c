package org.geben.command.contribution;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.geben.kernel.contribution.Authority.COMMUNITY;
import static org.geben.kernel.contribution.Authority.GROUP;
import static org.geben.kernel.contribution.ContributionKind.ANSWER;
import static org.geben.kernel.contribution.ContributionKind.QUESTION;
import static org.geben.kernel.contribution.ContributionRule.ACCEPTED_FROM_ELSEWHERE;
import static org.geben.kernel.contribution.ContributionRule.ACCEPTED_WITHOUT_QUESTION;
import static org.geben.kernel.contribution.ContributionRule.ANSWER_WITHOUT_QUESTION;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_HIDDEN;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_ID_TAKEN;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_MENTIONS_OUT_OF_BOUNDS;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_REASON_OUT_OF_BOUNDS;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_UNKNOWN;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_WITHDRAWN;
import static org.geben.kernel.contribution.ContributionRule.HIDING_NOT_ALLOWED;
import static org.geben.kernel.contribution.ContributionRule.NOT_THE_ASKER;
import static org.geben.kernel.contribution.ContributionRule.NOT_THE_AUTHOR;
import static org.geben.kernel.contribution.ContributionRule.REPLY_IN_ANOTHER_GROUP;
import static org.geben.kernel.contribution.ContributionRule.REPLY_SHARED;
import static org.geben.kernel.contribution.ContributionRule.REPLY_TOO_DEEP;
import static org.geben.kernel.contribution.ContributionRule.REPLY_WITHOUT_PARENT;
import static org.geben.kernel.contribution.ContributionRule.REPORT_OF_ONES_OWN;
import static org.geben.kernel.contribution.ContributionRule.RESTORING_ONES_OWN;
import static org.geben.kernel.contribution.ContributionRule.REVISION_OUTDATED;
import static org.geben.kernel.contribution.ContributionRule.ROOT_WITH_PARENT;
import static org.geben.kernel.contribution.ContributionRule.SHARING_NOT_ALLOWED;
import static org.geben.kernel.member.Role.ADMIN;
import static org.geben.kernel.member.Role.COMMUNITY_MANAGER;
import static org.geben.kernel.member.Role.MODERATOR;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.geben.command.group.Memberships;
import org.geben.command.member.Members;
import org.geben.kernel.TextBounds;
import org.geben.kernel.contribution.Authority;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionEvent;
import org.geben.kernel.contribution.ContributionEvent.AnswerAccepted;
import org.geben.kernel.contribution.ContributionEvent.ContributionFeatured;
import org.geben.kernel.contribution.ContributionEvent.ContributionHidden;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionReported;
import org.geben.kernel.contribution.ContributionEvent.ContributionRestored;
import org.geben.kernel.contribution.ContributionEvent.ContributionRevised;
import org.geben.kernel.contribution.ContributionEvent.ContributionShared;
import org.geben.kernel.contribution.ContributionEvent.ContributionUnfeatured;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.privacy.Personal;
import org.geben.kernel.privacy.Personal.Kind;
import org.geben.kernel.privacy.Trace;
import org.jspecify.annotations.Nullable;

/**
 * Protects what a member gave: only its author changes it, and no revision that the author has not seen is lost; a
 * withdrawal is final, what is hidden can be restored, and what the community hid by the community only; an answer belongs to a question and the asker says which one
 * helped. Replies and appreciations are streams of their own, so that a lively thread never makes its members wait for
 * one another.
 */
@Revision("3")
@Aggregate(type = "contribution", snapshotTriggerDefinition = "snapshotTrigger")
class Contribution {
    private static final TextBounds REASON = new TextBounds(1, 2_000);
    private static final int MOST_MENTIONS = 50;
    private static final int DEEPEST = 10;

    @AggregateIdentifier
    private ContributionId contributionId;

    private ContributionKind kind;
    private @Nullable ContributionId inReplyTo;
    private MemberId author;
    private @Nullable GroupId group;

    @Personal(of = "author", kind = Kind.WORDS, leaves = Trace.CONTENT)
    private Content content;

    private List<MemberId> mentions = List.of();
    private long revision;
    private @Nullable ContributionId acceptedAnswer;
    private Set<GroupId> sharedWith = new HashSet<>();
    private Set<MemberId> reporters = new HashSet<>();
    private boolean featured;
    private boolean hidden;
    private boolean hiddenByTheCommunity;
    private boolean withdrawn;

    /** Answers the revision, which is the place in the stream of the event that last set the content. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Long decide(PublishContribution command, Members members, Memberships memberships, Contributions contributions) {
        if (contributionId != null) {
            mustRepeat(command);
            return revision;
        }
        ContentBounds.check(command.kind(), command.content());
        members.mustBePresent(command.author());
        List<MemberId> mentioned = mentionable(command.mentions(), members);
        apply(
                command.kind().isReply()
                        ? reply(command, mentioned, contributions)
                        : root(command, mentioned, memberships));
        return revision;
    }

    /** Answers the revision. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Long decide(ReviseContribution command, Members members) {
        mustBeVisible();
        mustBeTheAuthor(command.by());
        members.mustBePresent(command.by());
        if (command.expected() != null && command.expected() != revision) {
            throw REVISION_OUTDATED.broken();
        }
        Content revised = command.revise(content);
        ContentBounds.check(kind, revised);
        List<MemberId> mentioned = command.mentions() == null ? mentions : mentionable(command.mentions(), members);
        if (!revised.equals(content) || !mentioned.equals(mentions)) {
            apply(new ContributionRevised(contributionId, revised, author, mentioned));
        }
        return revision;
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(WithdrawContribution command) {
        mustExist();
        mustBeTheAuthor(command.by());
        if (!withdrawn) {
            apply(new ContributionWithdrawn(contributionId));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(AcceptAnswer command, Members members, Contributions contributions) {
        mustBeVisible();
        if (kind != QUESTION) {
            throw ACCEPTED_WITHOUT_QUESTION.broken();
        }
        if (!author.equals(command.by())) {
            throw NOT_THE_ASKER.broken();
        }
        members.mustBePresent(command.by());
        if (command.answer().equals(acceptedAnswer)) {
            return;
        }
        mustAnswerThis(contributions.visible(command.answer()));
        apply(new AnswerAccepted(contributionId, command.answer()));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(ShareContribution command, Members members, Memberships memberships) {
        mustBeVisible();
        if (kind.isReply()) {
            throw REPLY_SHARED.broken();
        }
        if (!author.equals(command.by())
                && !(isReadByEveryone(memberships)
                        && (memberships.manages(command.group(), command.by())
                                || members.holds(command.by(), COMMUNITY_MANAGER)))) {
            throw SHARING_NOT_ALLOWED.broken();
        }
        members.mustBePresent(command.by());
        memberships.mustBeAbleToPublish(command.group(), command.by());
        if (!command.group().equals(group) && !sharedWith.contains(command.group())) {
            apply(new ContributionShared(contributionId, command.group(), command.by()));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(FeatureContribution command, Members members) {
        if (command.reason() != null) {
            REASON.check(CONTRIBUTION_REASON_OUT_OF_BOUNDS, "reason", command.reason());
        }
        mustBeVisible();
        members.mustHold(command.by(), COMMUNITY_MANAGER);
        if (!featured) {
            apply(new ContributionFeatured(contributionId, command.by(), command.reason()));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(UnfeatureContribution command, Members members) {
        mustExist();
        members.mustHold(command.by(), COMMUNITY_MANAGER);
        if (featured) {
            apply(new ContributionUnfeatured(contributionId, command.by()));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(ReportContribution command, Members members, Contributions contributions) {
        REASON.check(CONTRIBUTION_REASON_OUT_OF_BOUNDS, "reason", command.reason());
        mustExist();
        contributions.visibleTo(command.by(), contributionId);
        members.mustBePresent(command.by());
        if (author.equals(command.by())) {
            throw REPORT_OF_ONES_OWN.broken();
        }
        if (!reporters.contains(command.by())) {
            apply(new ContributionReported(contributionId, author, command.by(), command.reason()));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(HideContribution command, Members members, Memberships memberships) {
        REASON.check(CONTRIBUTION_REASON_OUT_OF_BOUNDS, "reason", command.reason());
        mustNotBeWithdrawn();
        Authority authority = authorityToHide(command.by(), members, memberships);
        if (!hidden || (authority == COMMUNITY && !hiddenByTheCommunity)) {
            apply(new ContributionHidden(contributionId, author, command.by(), command.reason(), authority));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(RestoreContribution command, Members members, Memberships memberships) {
        mustNotBeWithdrawn();
        Authority authority = authorityToHide(command.by(), members, memberships);
        if (authority == GROUP && hiddenByTheCommunity) {
            throw HIDING_NOT_ALLOWED.broken();
        }
        if (author.equals(command.by())) {
            throw RESTORING_ONES_OWN.broken();
        }
        if (hidden) {
            apply(new ContributionRestored(contributionId, command.by()));
        }
    }

    @EventSourcingHandler
    void evolve(ContributionEvent event, @SequenceNumber long sequence) {
        contributionId = event.contributionId();
        switch (event) {
            case ContributionPublished published -> {
                kind = published.kind();
                inReplyTo = published.inReplyTo();
                author = published.author();
                group = published.group();
                content = published.content();
                mentions = published.mentions();
                revision = sequence;
            }
            case ContributionRevised revised -> {
                content = revised.content();
                mentions = revised.mentions();
                revision = sequence;
            }
            case ContributionWithdrawn gone -> withdrawn = true;
            case AnswerAccepted accepted -> acceptedAnswer = accepted.answer();
            case ContributionShared shared -> sharedWith.add(shared.group());
            case ContributionFeatured up -> featured = true;
            case ContributionUnfeatured down -> featured = false;
            case ContributionReported reported -> reporters.add(reported.by());
            case ContributionHidden out -> {
                hidden = true;
                hiddenByTheCommunity = out.authority() == COMMUNITY || out.by() == null;
            }
            case ContributionRestored back -> {
                hidden = false;
                hiddenByTheCommunity = false;
            }
        }
    }

    private static ContributionPublished root(
            PublishContribution command, List<MemberId> mentioned, Memberships memberships) {
        if (command.inReplyTo() != null) {
            throw ROOT_WITH_PARENT.broken();
        }
        if (command.group() != null) {
            memberships.mustBeAbleToPublish(command.group(), command.author());
        }
        return new ContributionPublished(
                command.contributionId(),
                command.kind(),
                command.author(),
                null,
                command.contributionId(),
                command.group(),
                command.content(),
                mentioned);
    }

    private static ContributionPublished reply(
            PublishContribution command, List<MemberId> mentioned, Contributions contributions) {
        if (command.inReplyTo() == null) {
            throw REPLY_WITHOUT_PARENT.broken();
        }
        Contributions.Known parent = contributions.answerableBy(command.author(), command.inReplyTo());
        if (command.kind() == ANSWER && parent.kind() != QUESTION) {
            throw ANSWER_WITHOUT_QUESTION.broken();
        }
        if (command.group() != null && !command.group().equals(parent.group())) {
            throw REPLY_IN_ANOTHER_GROUP.broken();
        }
        if (contributions.depthBeneath(parent, DEEPEST + 1) > DEEPEST) {
            throw REPLY_TOO_DEEP.broken();
        }
        return new ContributionPublished(
                command.contributionId(),
                command.kind(),
                command.author(),
                command.inReplyTo(),
                parent.root(),
                parent.group(),
                command.content(),
                mentioned);
    }

    private static List<MemberId> mentionable(List<MemberId> mentioned, Members members) {
        List<MemberId> distinct = mentioned.stream().distinct().toList();
        if (distinct.size() > MOST_MENTIONS) {
            throw CONTRIBUTION_MENTIONS_OUT_OF_BOUNDS.broken();
        }
        distinct.forEach(members::mustExist);
        return distinct;
    }

    private boolean isReadByEveryone(Memberships memberships) {
        return group == null || memberships.isOpen(group);
    }

    private void mustRepeat(PublishContribution command) {
        if (!author.equals(command.author())
                || kind != command.kind()
                || !Objects.equals(inReplyTo, command.inReplyTo())) {
            throw CONTRIBUTION_ID_TAKEN.broken();
        }
    }

    private void mustExist() {
        if (contributionId == null) {
            throw CONTRIBUTION_UNKNOWN.broken();
        }
    }

    private void mustNotBeWithdrawn() {
        mustExist();
        if (withdrawn) {
            throw CONTRIBUTION_WITHDRAWN.broken();
        }
    }

    private void mustBeVisible() {
        mustNotBeWithdrawn();
        if (hidden) {
            throw CONTRIBUTION_HIDDEN.broken();
        }
    }

    private void mustBeTheAuthor(MemberId member) {
        if (!author.equals(member)) {
            throw NOT_THE_AUTHOR.broken();
        }
    }

    private void mustAnswerThis(Contributions.Known answer) {
        if (answer.kind() != ANSWER || !contributionId.equals(answer.inReplyTo())) {
            throw ACCEPTED_FROM_ELSEWHERE.broken();
        }
    }

    /** What the community hides weighs more: it tells so even where a manager of the group has hidden it before. */
    private Authority authorityToHide(@Nullable MemberId by, Members members, Memberships memberships) {
        if (by == null || members.holds(by, MODERATOR, COMMUNITY_MANAGER, ADMIN)) {
            return COMMUNITY;
        }
        if (group == null || !memberships.manages(group, by)) {
            throw HIDING_NOT_ALLOWED.broken();
        }
        return GROUP;
    }
}
