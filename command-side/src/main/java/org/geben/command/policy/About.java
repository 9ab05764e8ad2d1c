package org.geben.command.policy;

import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * What a case would be about.
 *
 * @param member whom it would be about
 * @param contribution what it would show
 * @param group where it is, where that matters
 */
public record About(
        MemberId member,
        @Nullable ContributionId contribution,
        @Nullable GroupId group) {

    About of(MemberId other) {
        return new About(other, contribution, group);
    }

    About showing(ContributionId shown) {
        return new About(member, shown, group);
    }

    About in(@Nullable GroupId where) {
        return new About(member, contribution, where);
    }
}
