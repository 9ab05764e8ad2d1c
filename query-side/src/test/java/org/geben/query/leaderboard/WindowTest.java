package org.geben.query.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import org.geben.query.leaderboard.Window.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows as a calendar on the wall has them. */
class WindowTest {
    private static final ZoneId UTC = ZoneId.of("UTC");

    @ParameterizedTest
    @CsvSource({
        "day, Europe/Berlin, 2026-03-29T12:00:00Z, 2026-03-27T23:00:00Z, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
        "day, Europe/Berlin, 2026-10-25T12:00:00Z, 2026-10-23T22:00:00Z, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
        "day, America/Sao_Paulo, 2018-11-04T12:00:00Z, 2018-11-03T03:00:00Z, 2018-11-04T03:00:00Z, 2018-11-05T02:00:00Z",
        "week, UTC, 2026-01-01T00:00:00Z, 2025-12-22T00:00:00Z, 2025-12-29T00:00:00Z, 2026-01-05T00:00:00Z",
        "week, UTC, 2026-01-04T23:59:59Z, 2025-12-22T00:00:00Z, 2025-12-29T00:00:00Z, 2026-01-05T00:00:00Z",
        "month, UTC, 2024-03-31T10:00:00Z, 2024-02-01T00:00:00Z, 2024-03-01T00:00:00Z, 2024-04-01T00:00:00Z",
        "quarter, Europe/Berlin, 2026-05-15T12:00:00Z, 2025-12-31T23:00:00Z, 2026-03-31T22:00:00Z, 2026-06-30T22:00:00Z",
        "quarter, UTC, 2026-12-31T23:59:59Z, 2026-07-01T00:00:00Z, 2026-10-01T00:00:00Z, 2027-01-01T00:00:00Z",
        "year, UTC, 2024-02-29T00:00:00Z, 2023-01-01T00:00:00Z, 2024-01-01T00:00:00Z, 2025-01-01T00:00:00Z",
        "7d, Europe/Berlin, 2026-04-01T10:00:00Z, 2026-03-18T11:00:00Z, 2026-03-25T11:00:00Z, 2026-04-01T10:00:00Z",
        "30d, UTC, 2026-03-15T12:00:00Z, 2026-01-14T12:00:00Z, 2026-02-13T12:00:00Z, 2026-03-15T12:00:00Z",
        "90d, UTC, 2026-03-15T12:00:00Z, 2025-09-16T12:00:00Z, 2025-12-15T12:00:00Z, 2026-03-15T12:00:00Z"
    })
    void windowBeginsAndEndsInItsZoneAndFollowsOneOfItsKind(
            String window, String zone, String moment, String earlier, String from, String to) {
        Span span = Span.of(Window.of(window), Instant.parse(moment), ZoneId.of(zone));
        assertThat(span.range()).isEqualTo(new Range(Instant.parse(from), Instant.parse(to)));
        assertThat(span.earlier()).isEqualTo(earlier);
    }

    @Test
    void rangeFollowsOneThatIsAsLong() {
        Span span = Span.between(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-04T06:00:00Z"), UTC);
        assertThat(span.earlier()).isEqualTo("2026-02-25T18:00:00Z");
    }

    @Test
    void nothingWasBeforeAllTime() {
        Span span = Span.of(Window.ALL, Instant.parse("2026-03-01T00:00:00Z"), UTC);
        assertThat(span.range()).isNull();
        assertThatIllegalArgumentException().isThrownBy(span::earlier);
    }
}
