package org.geben.kernel.contribution;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.privacy.Personal;
import org.geben.kernel.privacy.Personal.Kind;
import org.geben.kernel.privacy.Trace;
import org.jspecify.annotations.Nullable;

/** What happens to a contribution, from its publication on. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ContributionEvent {
    ContributionId contributionId();

    /**
     * @param inReplyTo what it answers; absent for a root
     * @param root the contribution that opened the thread; itself for a root
     * @param group where it was published; absent for the whole community
     * @param mentions the members whom it speaks of
     */
    record ContributionPublished(
            ContributionId contributionId,
            ContributionKind kind,
            MemberId author,
            @Nullable ContributionId inReplyTo,
            ContributionId root,
            @Nullable GroupId group,

            @Personal(of = "author", kind = Kind.WORDS, leaves = Trace.CONTENT)
            Content content,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<MemberId> mentions)
            implements ContributionEvent {

        public ContributionPublished {
            mentions = List.copyOf(requireNonNullElse(mentions, List.of()));
        }

        /** One that mentions nobody. */
        public ContributionPublished(
                ContributionId contributionId,
                ContributionKind kind,
                MemberId author,
                @Nullable ContributionId inReplyTo,
                ContributionId root,
                @Nullable GroupId group,
                Content content) {
            this(contributionId, kind, author, inReplyTo, root, group, content, List.of());
        }
    }

    /**
     * The content as it is from now on.
     *
     * @param author whose text it is; absent in what was recorded before this was kept
     * @param mentions the members of whom it speaks now
     */
    record ContributionRevised(
            ContributionId contributionId,

            @Personal(of = "author", kind = Kind.WORDS, leaves = Trace.CONTENT)
            Content content,

            @Nullable MemberId author,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<MemberId> mentions)
            implements ContributionEvent {

        public ContributionRevised {
            mentions = List.copyOf(requireNonNullElse(mentions, List.of()));
        }

        /** As it was recorded before authors and mentions were kept. */
        public ContributionRevised(ContributionId contributionId, Content content) {
            this(contributionId, content, null, List.of());
        }
    }

    record ContributionWithdrawn(ContributionId contributionId) implements ContributionEvent {}

    /** The asker found the answer that helps. Accepting another answer later replaces the first. */
    record AnswerAccepted(ContributionId contributionId, ContributionId answer) implements ContributionEvent {}

    /** It is shown in another group, too. */
    record ContributionShared(ContributionId contributionId, GroupId group, MemberId by) implements ContributionEvent {}

    /**
     * The community manager shows everyone what somebody has achieved.
     *
     * @param reason what is good about it, in the community manager's words
     */
    record ContributionFeatured(
            ContributionId contributionId,
            MemberId by,

            @Personal(of = "by", kind = Kind.WORDS) @Nullable
            String reason) implements ContributionEvent {}

    record ContributionUnfeatured(ContributionId contributionId, MemberId by) implements ContributionEvent {}

    /**
     * @param author of whom the reason may speak
     * @param reason in the words of the member who reported it
     */
    record ContributionReported(
            ContributionId contributionId,
            MemberId author,
            MemberId by,

            @Personal(of = "author", leaves = Trace.TEXT) @Personal(of = "by", kind = Kind.WORDS, leaves = Trace.TEXT)
            String reason)
            implements ContributionEvent {}

    /**
     * It is out of sight until it is restored.
     *
     * @param author of whom the reason may speak
     * @param by absent where the operator of the community did it
     * @param authority with which it was done; absent in what was recorded before this was kept
     */
    record ContributionHidden(
            ContributionId contributionId,
            MemberId author,
            @Nullable MemberId by,

            @Personal(of = "author", leaves = Trace.TEXT) @Personal(of = "by", kind = Kind.WORDS, leaves = Trace.TEXT)
            String reason,

            @Nullable Authority authority)
            implements ContributionEvent {

        /** As it was recorded before authorities were kept. */
        public ContributionHidden(
                ContributionId contributionId, MemberId author, @Nullable MemberId by, String reason) {
            this(contributionId, author, by, reason, null);
        }
    }

    /** @param by absent where the operator of the community did it */
    record ContributionRestored(
            ContributionId contributionId, @Nullable MemberId by) implements ContributionEvent {}
}
