package org.geben.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UnsupportedEncodingException;
import java.time.Duration;
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

/** How many there are, as everyone reads it, is how many community managers are told of, whatever each view folds. */
class ListedFiguresPropertiesTest {
    private final ReadSide readSide = ReadSide.shared();

    @Property(tries = 12)
    void figureIsTheLengthOfTheList(@ForAll long seed) throws UnsupportedEncodingException {
        assertEqual(RandomStory.of(seed, 400));
    }

    @Property(tries = 12)
    void figureIsTheLengthOfTheListWhereFewHaveHelped(@ForAll long seed) throws UnsupportedEncodingException {
        assertEqual(RandomStory.of(seed, 100));
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

    /** @return how many go without thanks at last */
    private long assertEqual(Story story) throws UnsupportedEncodingException {
        MemberId manager = story.joins("manager-of-the-lists");
        story.grants(manager, Role.COMMUNITY_MANAGER);
        long unthanked = 0;
        try (ViewServer server = new ViewServer(story)) {
            AllProjections.FOUND.forEach(projection -> readSide.tell(projection, story));
            for (Instant end :
                    new Instant[] {Instant.parse("2026-04-01T00:00:00Z"), Instant.parse("2026-05-01T00:00:00Z")}) {
                server.clock().set(end);
                String health = server.read(
                        "/api/v1/health?from=%s&to=%s".formatted(end.minus(Duration.ofDays(90)), end), "", manager);
                unthanked = figure("gratitudeGap", health);
                assertThat(entries(server.read("/api/v1/worklist/gratitude-gap", "", manager), "contributions"))
                        .isEqualTo(unthanked);
                assertThat(entries(server.read("/api/v1/worklist/single-helpers", "", manager), "answersOfAll"))
                        .isEqualTo(figure("singleHelperGroups", health));
            }
        }
        return unthanked;
    }

    private static long figure(String name, String health) {
        Matcher figure = Pattern.compile("\"name\":\"%s\",\"value\":(\\d+)".formatted(name))
                .matcher(health);
        assertThat(figure.find()).isTrue();
        return Long.parseLong(figure.group(1));
    }

    /** @param part that each entry has */
    private static long entries(String list, String part) {
        return Pattern.compile("\"%s\":".formatted(part))
                .matcher(list)
                .results()
                .count();
    }
}
