package org.geben.query.feed;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.geben.query.AsOf;
import org.geben.query.Reader;
import org.geben.query.feed.FeedEntry.Author;
import org.geben.query.generation.Origin;
import org.jspecify.annotations.Nullable;

/**
 * A week of what the reader may read, in one answer.
 *
 * @param week such as 2026-W12; absent for the present one
 */
record GetDigest(@Nullable String week, ZoneId zone, Reader reader, AsOf asOf) {

    /** @param to excluded */
    record Window(Instant from, Instant to, ZoneId zone) {}

    /**
     * @param contributions published in the week, of each kind
     * @param appreciations given in the week, of each kind; those whose time is inferred belong to no week
     */
    record Counts(
            Map<String, Long> contributions,
            Map<String, Long> appreciations,
            long newMembers,
            long unansweredQuestions) {}

    /**
     * @param threads the five with the most replies and appreciations of the week
     * @param newMembers the first twenty
     * @param unansweredQuestions of the week, to which nobody else has replied yet; the ten that have waited for longest
     */
    record Result(
            String week,
            Window window,
            Counts counts,
            List<FeedEntry> threads,
            List<Author> newMembers,
            List<FeedEntry> unansweredQuestions,
            @JsonUnwrapped Origin origin) {}
}
