package org.geben.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.geben.query.generation.ReadSide;

/** How many go without thanks, as everyone reads it, is how many community managers are told of. */
class GratitudeGapPropertiesTest {
    private static final Pattern FIGURE = Pattern.compile("\"name\":\"gratitudeGap\",\"value\":(\\d+)");
    private static final Pattern ENTRY = Pattern.compile("\"contributions\":");

    private final ReadSide readSide = ReadSide.shared();

    @Property(tries = 12)
    void figureIsTheLengthOfTheList(@ForAll long seed) throws UnsupportedEncodingException {
        assertEqual(RandomStory.of(seed, 400));
    }

    @Example
    void figureIsTheLengthOfTheListWhereThoseWhoGaveThanksAreGone() throws UnsupportedEncodingException {
        Story story = new Story().at("2026-03-10T00:00:00Z");
        MemberId gone = story.joins("gone");
        for (int i = 0; i < 4; i++) {
            MemberId author = story.joins("author" + i);
            ContributionId post = story.posts(author);
            story.posts(author);
            story.posts(author);
            story.likes(gone, post);
        }
        story.leaves(gone);
        assertThat(assertEqual(story)).isEqualTo(4);
    }

    private long assertEqual(Story story) throws UnsupportedEncodingException {
        MemberId manager = story.joins("manager-of-the-gap");
        story.grants(manager, Role.COMMUNITY_MANAGER);
        long last = 0;
        try (ViewServer server = new ViewServer(story)) {
            AllProjections.FOUND.forEach(projection -> readSide.tell(projection, story));
            for (String month : new String[] {"2026-03", "2026-04"}) {
                Instant end = Instant.parse(month.equals("2026-03") ? "2026-04-01T00:00:00Z" : "2026-05-01T00:00:00Z");
                server.clock().set(end);
                Matcher figure = FIGURE.matcher(server.read("/api/v1/health?at=" + month + "-15", "", manager));
                assertThat(figure.find()).isTrue();
                last = Long.parseLong(figure.group(1));
                long entries = ENTRY.matcher(server.read("/api/v1/worklist/gratitude-gap", "", manager))
                        .results()
                        .count();
                assertThat(entries).as(month).isEqualTo(last);
            }
        }
        return last;
    }
}
