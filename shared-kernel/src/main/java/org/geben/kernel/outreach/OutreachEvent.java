package org.geben.kernel.outreach;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.privacy.Personal;
import org.geben.kernel.privacy.Trace;
import org.jspecify.annotations.Nullable;

/**
 * What happens to an outreach: it is opened for a cause, and closed by whoever worked on it or by itself; it is opened
 * again when the cause returns. Each event names the member whom it is about, since what is noted is about that member.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface OutreachEvent {
    OutreachId outreachId();

    /** Whom it is about. */
    MemberId member();

    /**
     * @param contribution what shows the cause, where that is a contribution
     * @param group where the cause is, where that is a group
     * @param since from when on there has been the cause
     */
    record OutreachOpened(
            OutreachId outreachId,
            Cause cause,
            MemberId member,
            @Nullable ContributionId contribution,
            @Nullable GroupId group,
            Instant since)
            implements OutreachEvent {}

    record OutreachAssigned(OutreachId outreachId, MemberId member, MemberId to, MemberId by)
            implements OutreachEvent {}

    /**
     * @param by absent where it closed by itself, because there is no cause any more
     * @param note what was done
     */
    record OutreachResolved(
            OutreachId outreachId,
            MemberId member,
            @Nullable MemberId by,
            @Personal(of = "member") @Nullable String note)
            implements OutreachEvent {}

    /** @param reason why nothing is to be done */
    record OutreachDismissed(
            OutreachId outreachId,
            MemberId member,
            MemberId by,
            @Personal(of = "member", leaves = Trace.TEXT) String reason)
            implements OutreachEvent {}
}
