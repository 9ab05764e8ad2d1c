package org.geben.application.recording;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.geben.command.Acknowledgement;
import org.geben.command.Order;
import org.geben.command.Outcome;
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
import org.geben.kernel.RuleViolation;
import org.geben.kernel.appreciation.AppreciationRule;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.ContributionRule;
import org.geben.kernel.group.GroupRule;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.MemberRule;
import org.jspecify.annotations.Nullable;

/** Decides as the write side does, as far as importers meet its rules, and remembers every order that it recorded. */
public final class CommunityInMemory implements Recorder {

    private final List<Order> recorded = new ArrayList<>();
    private final Map<MemberId, Boolean> present = new HashMap<>();
    private final Map<String, MemberId> handles = new HashMap<>();
    private final Map<MemberId, ChangeProfile> profiles = new HashMap<>();
    private final Map<ContributionId, PublishContribution> contributions = new LinkedHashMap<>();
    private final Map<ContributionId, Object> contents = new HashMap<>();
    private final Map<ContributionId, Boolean> withdrawn = new HashMap<>();
    private final Map<ContributionId, ContributionId> accepted = new HashMap<>();
    private final Map<Object, Boolean> standing = new LinkedHashMap<>();
    private final Map<Object, GiveAppreciation> appreciations = new HashMap<>();
    private long failAfterOrders = Long.MAX_VALUE;
    private long ordersSeen;

    /** The process dies once that many orders have been seen; the chunk that is being sent is lost as a whole. */
    public CommunityInMemory failAfter(long orders) {
        failAfterOrders = ordersSeen + orders;
        return this;
    }

    @Override
    public List<Outcome> record(List<Order> orders) {
        ordersSeen += orders.size();
        if (ordersSeen > failAfterOrders) {
            failAfterOrders = Long.MAX_VALUE;
            throw new IllegalStateException("killed");
        }
        return orders.stream().map(this::outcome).toList();
    }

    public List<Order> recorded() {
        return List.copyOf(recorded);
    }

    public <T> Stream<T> recorded(Class<T> command) {
        return recorded.stream().map(Order::command).filter(command::isInstance).map(command::cast);
    }

    /** The first recorded order that fits. */
    public Order order(java.util.function.Predicate<Object> fits) {
        return recorded.stream()
                .filter(order -> fits.test(order.command()))
                .findFirst()
                .orElseThrow();
    }

    public Instant lastOccurred() {
        return recorded.getLast().circumstances().occurredAt();
    }

    private Outcome outcome(Order order) {
        try {
            boolean records = decide(order.command());
            if (records) {
                recorded.add(order);
            }
            return new Outcome.Accepted(new Acknowledgement(records ? (long) recorded.size() : null));
        } catch (RuleViolation violation) {
            return new Outcome.Refused(violation);
        }
    }

    private boolean decide(Object command) {
        return switch (command) {
            case JoinMember join -> join(join);
            case ChangeProfile change -> {
                mustBePresent(change.memberId());
                yield !change.equals(profiles.put(change.memberId(), change));
            }
            case LeaveCommunity leave -> Boolean.TRUE.equals(present.put(leave.memberId(), false));
            case ReturnToCommunity back -> Boolean.FALSE.equals(present.put(back.memberId(), true));
            case FoundGroup found -> {
                if (standing.containsKey(found.groupId())) {
                    yield false;
                }
                if (found.founder() != null) {
                    mustBePresent(found.founder());
                }
                yield standing.put(found.groupId(), true) == null;
            }
            case JoinGroup join -> {
                if (standing.containsKey(join.membershipId())) {
                    yield false;
                }
                if (!standing.containsKey(join.groupId())) {
                    throw GroupRule.GROUP_UNKNOWN.broken();
                }
                mustBePresent(join.memberId());
                yield standing.put(join.membershipId(), true) == null;
            }
            case PublishContribution publish -> publish(publish);
            case ReviseContribution revise -> {
                if (!visible(revise.contributionId()).author().equals(revise.by())) {
                    throw ContributionRule.NOT_THE_AUTHOR.broken();
                }
                mustBePresent(revise.by());
                yield !revise.equals(contents.put(revise.contributionId(), revise));
            }
            case WithdrawContribution withdraw -> withdrawn.put(withdraw.contributionId(), true) == null;
            case AcceptAnswer accept -> accept(accept);
            case GiveAppreciation give -> give(give);
            case RetractAppreciation retract -> {
                GiveAppreciation given = appreciations.get(retract.appreciationId());
                if (given == null || !Objects.equals(given.giver(), retract.by())) {
                    throw AppreciationRule.APPRECIATION_UNKNOWN.broken();
                }
                yield Boolean.TRUE.equals(standing.put(retract.appreciationId(), false));
            }
            default -> throw new IllegalArgumentException("Unknown here: " + command);
        };
    }

    private boolean join(JoinMember join) {
        if (present.containsKey(join.memberId())) {
            return false;
        }
        String handle = join.handle().value();
        if (!handle.matches("[A-Za-z0-9][A-Za-z0-9._-]{1,63}")) {
            throw MemberRule.HANDLE_MALFORMED.broken();
        }
        if (handles.putIfAbsent(handle.toLowerCase(Locale.ROOT), join.memberId()) != null) {
            throw MemberRule.HANDLE_TAKEN.broken();
        }
        present.put(join.memberId(), true);
        return true;
    }

    private boolean publish(PublishContribution publish) {
        if (contributions.containsKey(publish.contributionId())) {
            return false;
        }
        if (publish.content().text().isBlank() || publish.content().text().length() > 100_000) {
            throw ContributionRule.CONTRIBUTION_TEXT_OUT_OF_BOUNDS.broken();
        }
        if (publish.kind().isReply() != (publish.inReplyTo() != null)) {
            throw ContributionRule.ROOT_WITH_PARENT.broken();
        }
        mustBePresent(publish.author());
        if (publish.inReplyTo() != null) {
            visible(publish.inReplyTo());
        }
        if (publish.group() != null && !standing.containsKey(publish.group())) {
            throw GroupRule.GROUP_UNKNOWN.broken();
        }
        contributions.put(publish.contributionId(), publish);
        return true;
    }

    private boolean accept(AcceptAnswer accept) {
        if (!visible(accept.contributionId()).author().equals(accept.by())) {
            throw ContributionRule.NOT_THE_ASKER.broken();
        }
        if (accept.answer().equals(accepted.get(accept.contributionId()))) {
            return false;
        }
        if (!accept.contributionId().equals(visible(accept.answer()).inReplyTo())) {
            throw ContributionRule.ACCEPTED_FROM_ELSEWHERE.broken();
        }
        accepted.put(accept.contributionId(), accept.answer());
        return true;
    }

    private boolean give(GiveAppreciation give) {
        if (Boolean.TRUE.equals(standing.get(give.appreciationId()))) {
            if (!give.equals(appreciations.get(give.appreciationId()))) {
                throw AppreciationRule.APPRECIATION_ALREADY_GIVEN.broken();
            }
            return false;
        }
        MemberId receiver = switch (give.subject()) {
            case Subject.OfContribution contribution ->
                visible(contribution.id()).author();
            case Subject.OfMember member -> member.id();
            case Subject.OfResource resource -> null;
        };
        if (give.giver() != null) {
            mustBePresent(give.giver());
            if (give.giver().equals(receiver)) {
                throw AppreciationRule.APPRECIATION_OF_ONESELF.broken();
            }
        }
        appreciations.put(give.appreciationId(), give);
        standing.put(give.appreciationId(), true);
        return true;
    }

    private PublishContribution visible(ContributionId id) {
        PublishContribution contribution = contributions.get(id);
        if (contribution == null) {
            throw ContributionRule.CONTRIBUTION_UNKNOWN.broken();
        }
        if (withdrawn.containsKey(id)) {
            throw ContributionRule.CONTRIBUTION_WITHDRAWN.broken();
        }
        return contribution;
    }

    private void mustBePresent(@Nullable MemberId member) {
        Boolean here = present.get(member);
        if (here == null) {
            throw MemberRule.MEMBER_UNKNOWN.broken();
        }
        if (!here) {
            throw MemberRule.MEMBER_HAS_LEFT.broken();
        }
    }
}
