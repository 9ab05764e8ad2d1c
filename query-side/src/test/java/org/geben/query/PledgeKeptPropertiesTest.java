package org.geben.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UnsupportedEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.geben.query.generation.ReadSide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What leaders kept of their pledges is one figure, whether everyone reads it or community managers, leader by
 * leader; but of fewer than five of them it is for community managers alone.
 */
class PledgeKeptPropertiesTest {
    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

    private final ReadSide readSide = ReadSide.shared();

    @Property(tries = 15)
    void figureIsTheSumOfItsLeaders(@ForAll long seed, @ForAll @IntRange(max = 70 * 24) int hours)
            throws UnsupportedEncodingException {
        Story story = RandomStory.of(seed, 300);
        boolean areMany = seed % 2 == 0;
        if (areMany) {
            RandomStory.pledgesOfEveryKind(story);
        }
        try (ViewServer server = new ViewServer(story)) {
            AllProjections.FOUND.forEach(projection -> readSide.tell(projection, story));
            server.clock().set(BEGIN.plus(Duration.ofHours(hours)));
            for (String month : List.of("2026-03", "2026-04")) {
                for (String zone : List.of("UTC", "Asia/Kathmandu")) {
                    String in = "&zone=" + zone;
                    JsonNode figure = pledgeKept(server.read("/api/v1/health?at=" + month + "-15", in, null));
                    JsonNode leaders = JsonMapper.shared()
                            .readTree(server.read("/api/v1/leadership?month=" + month, in, null))
                            .at("/months/0/leaders");
                    long pledging = leaders.valueStream()
                            .filter(leader ->
                                    leader.at("/done/kept/denominator").asLong() > 0)
                            .count();
                    boolean isWithheld =
                            figure.path("undefinedBecause").asString("").contains("fewer than five");
                    assertThat(isWithheld && areMany).as(month).isFalse();
                    assertThat(isWithheld || pledging == 0 || pledging >= 5)
                            .as(month)
                            .isTrue();
                    if (isWithheld) {
                        assertThat(figure.get("numerator").asLong()).isZero();
                        assertThat(figure.get("denominator").asLong()).isZero();
                        assertThat(figure.get("excluded")).isEmpty();
                        continue;
                    }
                    for (String side : List.of("numerator", "denominator")) {
                        assertThat(figure.get(side).asLong())
                                .as("%s of %s", side, month)
                                .isEqualTo(leaders.valueStream()
                                        .mapToLong(leader ->
                                                leader.at("/done/kept/" + side).asLong())
                                        .sum());
                    }
                }
            }
        }
    }

    private static JsonNode pledgeKept(String health) {
        return JsonMapper.shared()
                .readTree(health)
                .get("metrics")
                .valueStream()
                .filter(metric -> metric.get("name").asString().equals("pledgeKept"))
                .findFirst()
                .orElseThrow();
    }
}
