package org.geben.query.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.geben.query.Parameters;

/**
 * How far a reader of the {@linkplain InclusiveOrder inclusive order} is. All pages are as of the moment of the first, and
 * of the same stretch, so that what is said later takes nobody's place; and what is told late, of an earlier moment, can
 * neither repeat nor displace what it finds there.
 *
 * @param moment in which the first page was read
 * @param since what was published from then on may take any place
 * @param keptSince what was published from then on may take a kept one
 * @param shown who has had a place
 */
record Progress(Instant moment, Instant since, Instant keptSince, AlreadyShown shown) {
    private static final Duration WINDOW = Duration.ofDays(30);

    static Progress begin(Instant moment) {
        Instant since = moment.minus(WINDOW).plus(1, ChronoUnit.MICROS);
        return new Progress(moment, since, since, AlreadyShown.NONE);
    }

    /** @throws RuntimeException if they are none */
    static Progress read(List<String> parts) {
        return new Progress(
                moment(parts.get(0)), moment(parts.get(1)), moment(parts.get(2)), AlreadyShown.read(parts.get(3)));
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

    Progress within(Instant any, Instant kept) {
        return new Progress(moment, any, kept, shown);
    }

    Progress and(List<UUID> placed) {
        return new Progress(moment, since, keptSince, shown.and(placed));
    }
}
