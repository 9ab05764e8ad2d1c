package org.geben.query.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.geben.query.AsOf;
import org.geben.query.Page;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.Story;
import org.geben.query.desk.GetCircles.Circle;
import org.geben.query.generation.ReadSide;
import org.jspecify.annotations.Nullable;

/** Circles, against plain walks from everyone to everyone. */
class CirclesTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant FIRST_MOMENT = Instant.parse("2026-03-03T00:00:00Z");

    private final ReadSide readSide = ReadSide.shared();
    private final CircleQueries queries = new CircleQueries(readSide.views(), new RoleHolders(readSide.views()));
    private Story story = new Story();

    @Property(tries = 20)
    void circlesAreThoseThatPlainWalksFind(@ForAll long seed) {
        Random random = new Random(seed);
        story = new Story();
        List<MemberId> members =
                IntStream.range(0, 7).mapToObj(i -> story.joins("member" + i)).toList();
        int[][] gifts = new int[members.size()][members.size()];
        story.at(FIRST_MOMENT);
        for (int giver = 0; giver < members.size(); giver++) {
            for (int kind = 0; kind < 3; kind++) {
                int receiver = random.nextInt(members.size());
                if (receiver != giver) {
                    int n = random.nextInt(1, 9);
                    gifts[giver][receiver] += n;
                    give(members.get(giver), members.get(receiver), n);
                }
            }
        }
        tell();

        List<Circle> found = pages(random.nextInt(1, 4));
        assertThat(found).extracting(CirclesTest::text).containsExactlyInAnyOrderElementsOf(walks(members, gifts));
        assertThat(found)
                .isSortedAccordingTo(Comparator.comparing(Circle::appreciations).reversed());
    }

    private static String text(Circle circle) {
        return circle.givers().stream()
                        .map(giver -> "%s %d of %d".formatted(giver.member().id(), giver.toTheNext(), giver.given()))
                        .toList()
                + " " + circle.appreciations();
    }

    private static List<String> walks(List<MemberId> members, int[][] gifts) {
        List<String> circles = new ArrayList<>();
        for (int first = 0; first < members.size(); first++) {
            walk(members, gifts, new ArrayList<>(List.of(first)), circles);
        }
        return circles;
    }

    private static void walk(List<MemberId> members, int[][] gifts, List<Integer> way, List<String> circles) {
        int last = way.getLast();
        for (int next = 0; next < members.size(); next++) {
            int given = IntStream.of(gifts[last]).sum();
            if (gifts[last][next] < 5 || 2 * gifts[last][next] < given) {
                continue;
            }
            if (next == way.getFirst()) {
                circles.add(text(members, gifts, way));
            } else if (!way.contains(next)
                    && way.size() < 4
                    && id(members, next).compareTo(id(members, way.getFirst())) > 0) {
                way.add(next);
                walk(members, gifts, way, circles);
                way.removeLast();
            }
        }
    }

    private static String text(List<MemberId> members, int[][] gifts, List<Integer> way) {
        List<String> givers = new ArrayList<>();
        int all = 0;
        for (int i = 0; i < way.size(); i++) {
            int giver = way.get(i);
            int gift = gifts[giver][way.get((i + 1) % way.size())];
            all += gift;
            givers.add("%s %d of %d"
                    .formatted(
                            id(members, giver), gift, IntStream.of(gifts[giver]).sum()));
        }
        return givers + " " + all;
    }

    private static String id(List<MemberId> members, int member) {
        return members.get(member).toString();
    }

    @Example
    void onlyWhatPeopleWhoArePresentGaveInTheWindowCounts() {
        MemberId ana = story.joins("ana");
        MemberId ben = story.joins("ben");
        MemberId bot = story.joins("bot", true);
        MemberId gone = story.joins("gone");
        give(ana, bot, 6);
        give(bot, ana, 6);
        story.at(FIRST_MOMENT.minusSeconds(1));
        give(ana, ben, 6);
        story.at(FIRST_MOMENT);
        give(ben, ana, 5);
        give(ana, ben, 4);
        story.likesAtAnInferredTime(ana, story.posts(ben));
        give(gone, ben, 9);
        story.leaves(gone);
        tell();
        assertThat(circles(10, null).entries()).isEmpty();

        story.at(NOW.minusSeconds(1));
        give(ana, ben, 1);
        tell();
        GetCircles.Result circles = circles(10, null);
        assertThat(circles.from()).isEqualTo(FIRST_MOMENT);
        assertThat(circles.to()).isEqualTo(NOW);
        assertThat(circles.entries()).singleElement().satisfies(circle -> {
            assertThat(circle.appreciations()).isEqualTo(10);
            assertThat(circle.givers())
                    .extracting(giver -> giver.member().handle(), GetCircles.Giver::toTheNext, GetCircles.Giver::given)
                    .containsExactlyInAnyOrder(tuple("ana", 5L, 5L), tuple("ben", 5L, 5L));
        });
    }

    @Example
    void isForCommunityManagers() {
        MemberId ana = story.joins("ana");
        MemberId ben = story.joins("ben");
        story.grants(ana, Role.COMMUNITY_MANAGER);
        tell();
        assertThat(circlesFor(new Reader(ana.value())).entries()).isEmpty();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> circlesFor(new Reader(ben.value())))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(403));
    }

    private void give(MemberId giver, MemberId receiver, int times) {
        for (int i = 0; i < times; i++) {
            story.likes(giver, story.posts(receiver));
        }
    }

    private void tell() {
        readSide.tell(new DeskProjection(), story);
    }

    private GetCircles.Result circlesFor(Reader reader) {
        return queries.handle(new GetCircles(NOW, reader, new Page(10, null, AsOf.NOW)));
    }

    private GetCircles.Result circles(int limit, @Nullable String cursor) {
        return queries.handle(new GetCircles(NOW, Reader.NOBODY, new Page(limit, cursor, AsOf.NOW)));
    }

    private List<Circle> pages(int limit) {
        List<Circle> entries = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            GetCircles.Result page = circles(limit, cursor);
            entries.addAll(page.entries());
            cursor = page.next();
        } while (cursor != null);
        return entries;
    }
}
