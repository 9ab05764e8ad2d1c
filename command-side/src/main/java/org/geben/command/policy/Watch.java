package org.geben.command.policy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.geben.kernel.StreamId;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.outreach.Cause;
import org.geben.kernel.outreach.OutreachId;
import org.jspecify.annotations.Nullable;

/**
 * What a policy keeps in mind of one member, contribution or group: what a case would be about, how it stands with it, and,
 * where that matters, when the member was seen.
 */
public record Watch(Key key, About about, Standing standing, Presence presence) {
    /**
     * There is one watch a cause and subject.
     *
     * @param subject id of the member, the contribution or the group
     */
    public record Key(Cause cause, UUID subject) {}

    static Watch over(Key key, MemberId member, Instant since) {
        return new Watch(key, new About(member, null, null), Standing.since(since), Presence.NONE);
    }

    OutreachId outreach() {
        StreamId subject = switch (key.cause()) {
            case UNANSWERED -> contribution();
            case SINGLE_HELPER -> group();
            default -> null;
        };
        return OutreachId.of(key.cause(), member(), subject);
    }

    boolean isDue(Instant now) {
        return standing.due() != null && !standing.due().isAfter(now);
    }

    /** Whether a case is open for which there is no cause any more. */
    boolean isToBeClosed(Instant now) {
        return opened() != null && !isDue(now);
    }

    /**
     * Whether nothing need be known of it any more: it is no case, awaits none, and does not come again, or begins as if it
     * were new. A first contribution, and a first thanks, are the first for good; of a regular the last acts count, and of
     * a leader what was pledged.
     */
    boolean isToBeForgotten() {
        return due() == null
                && opened() == null
                && switch (key.cause()) {
                    case NEWCOMER_UNWELCOMED, UNANSWERED -> true;
                    case NEVER_THANKED -> !settled();
                    case SINGLE_HELPER -> settled();
                    case FIRST_CONTRIBUTION, GONE_QUIET, LEADER_ABSENT -> false;
                };
    }

    /** When it is to be looked at, if nothing happens until then; absent if never. */
    @Nullable
    Instant nextLook(Instant now) {
        if (isToBeClosed(now)) {
            return now;
        }
        return opened() == null ? due() : null;
    }

    MemberId member() {
        return about.member();
    }

    @Nullable
    ContributionId contribution() {
        return about.contribution();
    }

    @Nullable
    GroupId group() {
        return about.group();
    }

    Instant since() {
        return standing.since();
    }

    @Nullable
    Instant due() {
        return standing.due();
    }

    @Nullable
    Instant opened() {
        return standing.opened();
    }

    @Nullable
    Instant alarm() {
        return standing.alarm();
    }

    boolean settled() {
        return standing.settled();
    }

    @Nullable
    Integer pledged() {
        return presence.pledged();
    }

    List<Instant> moments() {
        return presence.moments();
    }

    Watch of(MemberId other) {
        return with(about.of(other));
    }

    Watch showing(ContributionId shown) {
        return with(about.showing(shown));
    }

    Watch in(@Nullable GroupId where) {
        return with(about.in(where));
    }

    Watch due(Instant from, Instant at) {
        return with(standing.due(from, at, false));
    }

    /** There is no cause, for now. */
    Watch quiet() {
        return with(standing.due(since(), null, settled()));
    }

    /** There is no cause, for good. */
    Watch settle() {
        return with(standing.due(since(), null, true));
    }

    /** What was settled begins anew. */
    Watch awake() {
        return with(standing.due(since(), due(), false));
    }

    Watch open(@Nullable Instant cause) {
        return with(standing.open(cause));
    }

    Watch alarm(@Nullable Instant at) {
        return with(standing.alarm(at));
    }

    Watch pledged(@Nullable Integer acts) {
        return with(presence.pledged(acts));
    }

    /** @param most how many moments are worth keeping */
    Watch seen(Instant at, int most) {
        return with(presence.seen(at, most));
    }

    private Watch with(About other) {
        return new Watch(key, other, standing, presence);
    }

    private Watch with(Standing now) {
        return new Watch(key, about, now, presence);
    }

    private Watch with(Presence now) {
        return new Watch(key, about, standing, now);
    }
}
