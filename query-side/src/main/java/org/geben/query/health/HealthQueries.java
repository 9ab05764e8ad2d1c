package org.geben.query.health;

import java.util.UUID;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.generation.Reading;
import org.geben.query.generation.Views;
import org.springframework.stereotype.Component;

/** Answers from the health view's facts, all metrics of one query in one snapshot. */
@Component
final class HealthQueries {
    private final Views views;

    HealthQueries(Views views) {
        this.views = views;
    }

    /** @throws Refusal 404 if the group is unknown */
    GetHealth.Result handle(GetHealth query) {
        return views.read(HealthProjection.NAME, query.asOf(), reading -> {
            UUID group = query.group();
            if (group != null) {
                known(reading, group, query.reader());
            }
            return new GetHealth.Result(
                    Family.all(new Observation(reading, query)),
                    new GetHealth.Stretch(query.from(), query.to(), query.zone().getId()),
                    group == null ? "community" : "group:" + group,
                    reading.origin());
        });
    }

    /** A secret group is unknown to those who are not in it; of a closed one they know the name and no figures. */
    private static void known(Reading reading, UUID group, Reader reader) {
        String access = reading.sql("""
                        SELECT CASE WHEN %s THEN 'OPEN' ELSE g.access END
                        FROM $.community_group g WHERE g.id = :id
                        """.formatted(Reader.BELONGS_TO_GROUP))
                .param("id", group)
                .param("reader", reader.id())
                .query(String.class)
                .optional()
                .orElse("SECRET");
        if (access.equals("SECRET")) {
            throw Refusal.notFound("GROUP_UNKNOWN", "There is no such group.");
        }
        if (access.equals("CLOSED")) {
            throw new Refusal(
                    403,
                    "GROUP_MEMBERSHIP_REQUIRED",
                    "Only its members read this group: name one of them in the header Geben-Actor.",
                    null);
        }
    }
}
