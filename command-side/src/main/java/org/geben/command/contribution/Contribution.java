package org.geben.command.contribution;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.geben.kernel.contribution.ContributionKind.ANSWER;
import static org.geben.kernel.contribution.ContributionKind.QUESTION;
import static org.geben.kernel.contribution.ContributionRule.ACCEPTED_FROM_ELSEWHERE;
import static org.geben.kernel.contribution.ContributionRule.ACCEPTED_WITHOUT_QUESTION;
import static org.geben.kernel.contribution.ContributionRule.ANSWER_WITHOUT_QUESTION;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_ID_TAKEN;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_UNKNOWN;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_WITHDRAWN;
import static org.geben.kernel.contribution.ContributionRule.NOT_THE_ASKER;
import static org.geben.kernel.contribution.ContributionRule.NOT_THE_AUTHOR;
import static org.geben.kernel.contribution.ContributionRule.REPLY_IN_ANOTHER_GROUP;
import static org.geben.kernel.contribution.ContributionRule.REPLY_WITHOUT_PARENT;
import static org.geben.kernel.contribution.ContributionRule.ROOT_WITH_PARENT;

import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.geben.command.group.Memberships;
import org.geben.command.member.Members;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionEvent;
import org.geben.kernel.contribution.ContributionEvent.AnswerAccepted;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionRevised;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Protects what a member gave: only its author changes it, a withdrawal is final, an answer belongs to a question and
 * the asker says which one helped. Replies and appreciations are streams of their own, so that a lively thread never
 * makes its members wait for one another.
 */
@Revision("1")
@Aggregate(type = "contribution", snapshotTriggerDefinition = "snapshotTrigger")
class Contribution {
    @AggregateIdentifier
    private ContributionId contributionId;

    private ContributionKind kind;
    private @Nullable ContributionId inReplyTo;
    private MemberId author;
    private Content content;
    private @Nullable ContributionId acceptedAnswer;
    private boolean withdrawn;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(PublishContribution command, Members members, Memberships memberships, Contributions contributions) {
        if (contributionId != null) {
            mustRepeat(command);
            return;
        }
        ContentBounds.check(command.kind(), command.content());
        members.mustBePresent(command.author());
        apply(command.kind().isReply() ? reply(command, contributions, memberships) : root(command, memberships));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(ReviseContribution command, Members members) {
        mustBeVisible();
        mustBeTheAuthor(command.by());
        members.mustBePresent(command.by());
        Content revised = command.revise(content);
        ContentBounds.check(kind, revised);
        if (!revised.equals(content)) {
            apply(new ContributionRevised(contributionId, revised));
        }
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

    @EventSourcingHandler
    void evolve(ContributionEvent event) {
        contributionId = event.contributionId();
        switch (event) {
            case ContributionPublished published -> {
                kind = published.kind();
                inReplyTo = published.inReplyTo();
                author = published.author();
                content = published.content();
            }
            case ContributionRevised revised -> content = revised.content();
            case ContributionWithdrawn gone -> withdrawn = true;
            case AnswerAccepted accepted -> acceptedAnswer = accepted.answer();
        }
    }

    private static ContributionPublished root(PublishContribution command, Memberships memberships) {
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
                command.content());
    }

    private static ContributionPublished reply(
            PublishContribution command, Contributions contributions, Memberships memberships) {
        if (command.inReplyTo() == null) {
            throw REPLY_WITHOUT_PARENT.broken();
        }
        Contributions.Known parent = contributions.visibleTo(command.author(), command.inReplyTo());
        if (parent.group() != null) {
            memberships.mustBeAbleToReply(parent.group(), command.author());
        }
        if (command.kind() == ANSWER && parent.kind() != QUESTION) {
            throw ANSWER_WITHOUT_QUESTION.broken();
        }
        if (command.group() != null && !command.group().equals(parent.group())) {
            throw REPLY_IN_ANOTHER_GROUP.broken();
        }
        return new ContributionPublished(
                command.contributionId(),
                command.kind(),
                command.author(),
                command.inReplyTo(),
                parent.root(),
                parent.group(),
                command.content());
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

    private void mustBeVisible() {
        mustExist();
        if (withdrawn) {
            throw CONTRIBUTION_WITHDRAWN.broken();
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
}
