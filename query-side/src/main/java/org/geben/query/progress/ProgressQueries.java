package org.geben.query.progress;

import static org.geben.kernel.member.Role.ADMIN;
import static org.geben.kernel.member.Role.COMMUNITY_MANAGER;

import java.time.Instant;
import java.util.List;
import org.geben.query.Access;
import org.geben.query.AsOf;
import org.geben.query.Columns;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.generation.Reading;
import org.geben.query.generation.Views;
import org.geben.query.progress.GetProgress.Milestone;
import org.springframework.stereotype.Component;

/** Answers from the facts of one member, in one snapshot, and says nothing of any other. */
@Component
final class ProgressQueries {
    private final Views views;
    private final Access access;

    ProgressQueries(Views views, Access access) {
        this.views = views;
        this.access = access;
    }

    /** @throws Refusal 404 if the member is unknown, 403 {@code PROGRESS_PRIVATE} if the reader may not see it */
    GetProgress.Result handle(GetProgress query) {
        boolean near = query.member().equals(query.reader().id())
                || access.holds(query.reader(), query.asOf(), COMMUNITY_MANAGER, ADMIN);
        if (!near) {
            mustBeShown(query);
        }
        return views.read(ProgressProjection.NAME, query.asOf(), reading -> {
            List<Milestone> milestones = Milestones.of(reading, query, joinedAt(reading, query));
            Trend trend = Trend.of(reading, query);
            return new GetProgress.Result(
                    query.member(),
                    near
                            ? milestones
                            : milestones.stream().map(Milestone::withoutIds).toList(),
                    trend.months(),
                    trend.giveTake(),
                    query.zone().getId(),
                    reading.origin());
        });
    }

    /** It goes by what the member has chosen by now, whatever past is read, and by who is there now. */
    private void mustBeShown(GetProgress query) {
        AsOf present = query.asOf() instanceof AsOf.Now ? query.asOf() : AsOf.NOW;
        boolean shown = views.read(
                ProgressProjection.NAME,
                present,
                reading -> reading.sql("""
                        SELECT m.visible AND m.present
                               AND EXISTS (SELECT FROM $.member r WHERE r.id = :reader AND r.present)
                        FROM $.member m WHERE m.id = :member
                        """)
                        .param("member", query.member())
                        .param("reader", query.reader().id())
                        .query(Boolean.class)
                        .optional()
                        .orElseThrow(ProgressQueries::memberUnknown));
        if (!shown) {
            throw new Refusal(
                    403,
                    "PROGRESS_PRIVATE",
                    "This member's progress is shown to the member and to community managers only: name one of them in Geben-Actor.",
                    Reader.HEADER);
        }
    }

    private static Instant joinedAt(Reading reading, GetProgress query) {
        return reading.sql("SELECT joined_at FROM $.member WHERE id = :member")
                .param("member", query.member())
                .query((row, n) -> Columns.time(row, "joined_at"))
                .optional()
                .orElseThrow(ProgressQueries::memberUnknown);
    }

    private static Refusal memberUnknown() {
        return Refusal.notFound("MEMBER_UNKNOWN", "There is no such member.");
    }
}
