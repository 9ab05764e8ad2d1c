package org.geben.query.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.geben.query.Parameters;

/**
 * How far a reader of the {@linkplain InclusiveOrder inclusive order} is. All pages are as of the moment of the first, and
 * of the stretch that it found, so that what is said later takes nobody's place. What is told late, of an earlier moment,
 * may come in between; it neither repeats nor hides what is there.
 *
 * @param moment in which the first page was read
 * @param since of what was published from then on, everything may have a place
 * @param keptSince of what was published from then on, that for which places are kept
 * @param shown who has had a place
 */
record Progress(Instant moment, Instant since, Instant keptSince, AlreadyShown shown) {
    private static final Duration WINDOW = Duration.ofDays(30);

    static Progress begin(Instant moment) {
        Instant since = moment.minus(WINDOW).plus(1, ChronoUnit.MICROS);
        return new Progress(moment, since, since, AlreadyShown.nothing(moment));
    }

    /** @throws RuntimeException if they are none */
    static Progress read(List<String> parts) {
        Instant moment = moment(parts.get(0));
        return new Progress(
                moment, moment(parts.get(1)), moment(parts.get(2)), AlreadyShown.read(moment, parts.get(3)));
    }

    private static Instant moment(String text) {
        return Parameters.storable(Instant.parse(text));
    }

    Object[] parts() {
        return new Object[] {moment, since, keptSince, shown};
    }

    boolean isBeginning() {
        return shown.size() == 0;
    }

    /** Whether places are kept for anything before what may have any place. */
    boolean reachesFarther() {
        return keptSince.isBefore(since);
    }

    Progress since(Instant first) {
        return new Progress(moment, first, keptSince, shown);
    }

    Progress keptSince(Instant first) {
        return new Progress(moment, since, first, shown);
    }

    Progress and(List<UUID> placed) {
        return new Progress(moment, since, keptSince, shown.and(placed));
    }
}
