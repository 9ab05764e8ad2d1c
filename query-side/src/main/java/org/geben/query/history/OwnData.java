package org.geben.query.history;

import org.geben.kernel.Envelope;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionReported;
import org.geben.kernel.contribution.ContributionEvent.ContributionRevised;
import org.geben.kernel.member.MemberId;

/** What is a member's own of the events that name the member: not what others wrote, nor who reported it. */
final class OwnData {
    private OwnData() {}

    static boolean holds(Envelope event, MemberId member) {
        return switch (event.data()) {
            case ContributionPublished published -> published.author().equals(member);
            case ContributionRevised revised ->
                revised.author() == null
                        ? member.toString().equals(event.actor())
                        : revised.author().equals(member);
            case ContributionReported reported -> reported.by().equals(member);
            default -> true;
        };
    }
}
