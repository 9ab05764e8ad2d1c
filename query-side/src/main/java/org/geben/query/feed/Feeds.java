package org.geben.query.feed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.geben.query.Cursor;
import org.geben.query.Page;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.feed.InclusiveOrder.Gathered;
import org.geben.query.feed.InclusiveOrder.Ordered;
import org.geben.query.generation.Reading;
import org.geben.query.generation.Views;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers feeds: first which entries a page has and why, then what these say. */
@Component
final class Feeds {
    private static final String LATEST = "feed";
    private static final String INCLUSIVE = "inclusive";

    private final Views views;
    private final InclusiveOrder inclusive;

    Feeds(Views views, FeedSettings settings) {
        this.views = views;
        this.inclusive = new InclusiveOrder(settings.share());
    }

    /** @throws Refusal 404 if the group or member is unknown, 403 if the reader may not read the group */
    GetFeed.Result handle(GetFeed query) {
        return switch (query.order()) {
            case LATEST -> latest(query);
            case INCLUSIVE -> inclusive(query);
        };
    }

    private GetFeed.Result latest(GetFeed query) {
        Page page = query.page();
        @Nullable Place after = Cursor.read(LATEST, page, parts -> Place.read(parts.get(0), parts.get(1)));
        return views.read(FeedProjection.NAME, page.asOf(), reading -> {
            mustBeReadable(reading, query);
            Page.Shown<Candidate> shown = page.shown(
                    new Candidates(reading, query).newest(after, page.sought()),
                    last -> Cursor.write(LATEST, page, last.place().at(), last.id()));
            return new GetFeed.Result(
                    entries(reading, query.reader(), shown.entries()), shown.next(), reading.origin());
        });
    }

    private GetFeed.Result inclusive(GetFeed query) {
        Page page = query.page();
        @Nullable Progress after = Cursor.read(INCLUSIVE, page, Progress::read);
        Progress asked = after == null ? Progress.begin(views.now(page.asOf())) : after;
        return views.read(FeedProjection.NAME, page.asOf(), reading -> {
            mustBeReadable(reading, query);
            Gathered gathered = inclusive.gather(new Candidates(reading, query), asked);
            Progress from = gathered.progress();
            Ordered ordered = inclusive.next(gathered.candidates(), from.shown(), page.limit());
            Progress progress =
                    from.and(ordered.candidates().stream().map(Candidate::id).toList());
            return new GetFeed.Result(
                    entries(reading, query.reader(), ordered.candidates()),
                    ordered.areMoreLeft() ? Cursor.write(INCLUSIVE, page, progress.parts()) : null,
                    reading.origin());
        });
    }

    private static void mustBeReadable(Reading reading, GetFeed query) {
        switch (query.scope()) {
            case GetFeed.Scope.Community community -> {}
            case GetFeed.Scope.OfGroup of -> Visibility.mustRead(reading, query.reader(), of.group());
            case GetFeed.Scope.OfMember of -> Visibility.mustBeAMember(reading, of.member());
            case GetFeed.Scope.Home home -> Visibility.mustBeAMember(reading, home.member());
        }
    }

    private static List<FeedEntry> entries(Reading reading, Reader reader, List<Candidate> candidates) {
        Map<UUID, List<Because>> reasons = new HashMap<>();
        candidates.forEach(candidate -> reasons.put(candidate.id(), candidate.because()));
        return Entries.of(
                        reading, reader, candidates.stream().map(Candidate::id).toList())
                .stream()
                .map(entry -> entry.because(reasons.getOrDefault(entry.id(), List.of())))
                .toList();
    }
}
