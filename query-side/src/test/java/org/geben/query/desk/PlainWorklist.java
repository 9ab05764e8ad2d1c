package org.geben.query.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.kernel.member.MemberEvent.MemberErased;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.outreach.Cause;
import org.geben.kernel.outreach.OutreachEvent.OutreachAssigned;
import org.geben.kernel.outreach.OutreachEvent.OutreachDismissed;
import org.geben.kernel.outreach.OutreachEvent.OutreachOpened;
import org.geben.kernel.outreach.OutreachEvent.OutreachResolved;
import org.geben.kernel.outreach.OutreachId;
import org.jspecify.annotations.Nullable;

/** The worklist as a loop over the events makes it, for comparison. */
final class PlainWorklist {
    private static final List<Cause> WORST_FIRST = List.of(
            Cause.NEWCOMER_UNWELCOMED,
            Cause.UNANSWERED,
            Cause.FIRST_CONTRIBUTION,
            Cause.NEVER_THANKED,
            Cause.GONE_QUIET,
            Cause.SINGLE_HELPER,
            Cause.LEADER_ABSENT);

    private final List<Found> cases = new ArrayList<>();
    private final Map<OutreachId, Found> last = new HashMap<>();
    private final Set<MemberId> erased = new HashSet<>();

    PlainWorklist(List<TrackedEventMessage<?>> events) {
        events.forEach(this::take);
    }

    /** One opening, and what came of it. */
    private static final class Found {
        final OutreachOpened opened;
        final Instant openedAt;
        final int number;
        String state = "OPEN";

        @Nullable
        UUID assignee;

        @Nullable
        UUID closedBy;

        @Nullable
        Instant closedAt;

        @Nullable
        String words;

        Found(OutreachOpened opened, Instant openedAt, int number) {
            this.opened = opened;
            this.openedAt = openedAt;
            this.number = number;
        }
    }

    /** What is compared of a case. */
    record Told(
            UUID id,
            String cause,
            UUID member,
            Instant since,
            Instant openedAt,
            String state,
            @Nullable UUID assignee,
            @Nullable UUID closedBy,
            @Nullable Instant closedAt,
            @Nullable String words,
            List<Instant> before) {}

    private void take(TrackedEventMessage<?> message) {
        Instant at = message.getTimestamp();
        switch (message.getPayload()) {
            case OutreachOpened opened -> {
                Found found = new Found(opened, at, cases.size());
                cases.add(found);
                last.put(opened.outreachId(), found);
            }
            case OutreachAssigned assigned ->
                last(assigned.outreachId()).assignee = assigned.to().value();
            case OutreachResolved resolved ->
                close(resolved.outreachId(), "RESOLVED", resolved.by(), at, resolved.note());
            case OutreachDismissed dismissed ->
                close(dismissed.outreachId(), "DISMISSED", dismissed.by(), at, dismissed.reason());
            case MemberErased gone -> erased.add(gone.memberId());
            default -> {}
        }
    }

    private Found last(OutreachId id) {
        return Objects.requireNonNull(last.get(id));
    }

    private void close(OutreachId id, String state, @Nullable MemberId by, Instant at, @Nullable String words) {
        Found found = last(id);
        found.state = state;
        found.closedBy = by == null ? null : by.value();
        found.closedAt = at;
        found.words = words;
    }

    List<Told> open() {
        return cases.stream()
                .filter(found -> found.state.equals("OPEN"))
                .sorted(Comparator.comparing((Found found) -> WORST_FIRST.indexOf(found.opened.cause()))
                        .thenComparing(found -> found.opened.since())
                        // As PostgreSQL orders ids.
                        .thenComparing(found -> found.opened.outreachId().toString())
                        .thenComparing(found -> found.number))
                .map(this::told)
                .toList();
    }

    List<Told> closed() {
        return cases.stream()
                .filter(found -> !found.state.equals("OPEN"))
                .sorted(Comparator.comparing((Found found) -> Objects.requireNonNull(found.closedAt))
                        .reversed()
                        .thenComparing(found -> found.opened.outreachId().toString())
                        .thenComparing(found -> found.number))
                .map(this::told)
                .toList();
    }

    private Told told(Found found) {
        boolean isErased = erased.contains(found.opened.member());
        String words = found.words;
        if (isErased && words != null) {
            words = found.state.equals("DISMISSED") ? "[erased]" : null;
        }
        return new Told(
                found.opened.outreachId().value(),
                found.opened.cause().name(),
                found.opened.member().value(),
                found.opened.since(),
                found.openedAt,
                found.state,
                found.assignee,
                found.closedBy,
                found.closedAt,
                words,
                before(found));
    }

    private List<Instant> before(Found found) {
        return cases.stream()
                .filter(other -> !other.state.equals("OPEN")
                        && other.opened.member().equals(found.opened.member())
                        && other.opened.cause() == found.opened.cause()
                        && order(other, found) < 0)
                .sorted((one, other) -> order(other, one))
                .limit(10)
                .map(other -> other.openedAt)
                .toList();
    }

    private static int order(Found one, Found other) {
        return Comparator.comparing((Found found) -> found.openedAt)
                .thenComparing(found -> found.opened.outreachId().toString())
                .thenComparing(found -> found.number)
                .compare(one, other);
    }
}
