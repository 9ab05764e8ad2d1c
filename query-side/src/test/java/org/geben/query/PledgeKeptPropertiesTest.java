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
 * leader.
 */
class PledgeKeptPropertiesTest {
    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

    private final ReadSide readSide = ReadSide.shared();

    @Property(tries = 15)
    void figureIsTheSumOfItsLeaders(@ForAll long seed, @ForAll @IntRange(max = 70 * 24) int hours)
            throws UnsupportedEncodingException {
        Story story = RandomStory.of(seed, 300);
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
