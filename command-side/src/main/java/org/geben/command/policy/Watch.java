package org.geben.command.policy;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.geben.kernel.StreamId;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.outreach.Cause;
import org.geben.kernel.outreach.OutreachId;
import org.jspecify.annotations.Nullable;

/**
 * What a policy keeps in mind of one member, contribution or group: since when its cause counts, when a case is due, and
 * whether one was opened.
 *
 * @param member whom a case would be about
 * @param contribution what a case would show
 * @param group where it is, where that matters
 * @param since from when on the cause counts
 * @param due when a case is due; absent as long as there is no cause
 * @param opened since when there was the cause for which a case was opened, or is just about to be; absent if none is open
 * @param alarm the next deadline that is set for it
 * @param settled whether it is never due again, unless it begins anew
 * @param pledged how often the member has promised to be seen; absent for what the community expects
 * @param moments the last ones at which the member was seen, the newest first
 */
public record Watch(
        Key key,
        MemberId member,
        @Nullable ContributionId contribution,
        @Nullable GroupId group,
        Instant since,
        @Nullable Instant due,
        @Nullable Instant opened,
        @Nullable Instant alarm,
        boolean settled,
        @Nullable Integer pledged,
        List<Instant> moments) {

    public Watch {
        moments = List.copyOf(moments);
    }

    /**
     * There is one watch a cause and subject.
     *
     * @param subject id of the member, the contribution or the group
     */
    public record Key(Cause cause, UUID subject) {}

    static Watch over(Key key, MemberId member, Instant since) {
        return new Watch(key, member, null, null, since, null, null, null, false, null, List.of());
    }

    OutreachId outreach() {
        StreamId subject = switch (key.cause()) {
            case UNANSWERED -> contribution;
            case SINGLE_HELPER -> group;
            default -> null;
        };
        return OutreachId.of(key.cause(), member, subject);
    }

    boolean isDue(Instant now) {
        return due != null && !due.isAfter(now);
    }

    /** Whether a case is open for which there is no cause any more. */
    boolean isToBeClosed(Instant now) {
        return opened != null && !isDue(now);
    }

    /**
     * Whether nothing need be known of it any more: it is no case, awaits none, and does not come again, or begins as if it
     * were new. A first contribution, and a first thanks, are the first for good; of a regular the last acts count, and of
     * a leader what was pledged.
     */
    boolean isToBeForgotten() {
        return due == null
                && opened == null
                && switch (key.cause()) {
                    case NEWCOMER_UNWELCOMED, UNANSWERED -> true;
                    case NEVER_THANKED -> !settled;
                    case SINGLE_HELPER -> settled;
                    case FIRST_CONTRIBUTION, GONE_QUIET, LEADER_ABSENT -> false;
                };
    }

    /** When it is to be looked at, if nothing happens until then; absent if never. */
    @Nullable
    Instant nextLook(Instant now) {
        if (isToBeClosed(now)) {
            return now;
        }
        return opened == null ? due : null;
    }

    Watch of(MemberId other) {
        return new Watch(key, other, contribution, group, since, due, opened, alarm, settled, pledged, moments);
    }

    Watch showing(ContributionId shown) {
        return new Watch(key, member, shown, group, since, due, opened, alarm, settled, pledged, moments);
    }

    Watch in(@Nullable GroupId where) {
        return new Watch(key, member, contribution, where, since, due, opened, alarm, settled, pledged, moments);
    }

    Watch due(Instant from, Instant at) {
        return new Watch(key, member, contribution, group, from, at, opened, alarm, false, pledged, moments);
    }

    /** There is no cause, for now. */
    Watch quiet() {
        return new Watch(key, member, contribution, group, since, null, opened, alarm, settled, pledged, moments);
    }

    /** There is no cause, for good. */
    Watch settle() {
        return new Watch(key, member, contribution, group, since, null, opened, alarm, true, pledged, moments);
    }

    /** What was settled begins anew. */
    Watch awake() {
        return new Watch(key, member, contribution, group, since, due, opened, alarm, false, pledged, moments);
    }

    Watch open(@Nullable Instant cause) {
        return new Watch(key, member, contribution, group, since, due, cause, alarm, settled, pledged, moments);
    }

    Watch alarm(@Nullable Instant at) {
        return new Watch(key, member, contribution, group, since, due, opened, at, settled, pledged, moments);
    }

    Watch pledged(@Nullable Integer acts) {
        return new Watch(key, member, contribution, group, since, due, opened, alarm, settled, acts, moments);
    }

    /** @param most how many moments are worth keeping */
    Watch seen(Instant at, int most) {
        List<Instant> newest = Stream.concat(Stream.of(at), moments.stream())
                .distinct()
                .sorted(Comparator.reverseOrder())
                .limit(most)
                .toList();
        return new Watch(key, member, contribution, group, since, due, opened, alarm, settled, pledged, newest);
    }
}
