package org.geben.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberId;
import org.geben.query.generation.Fold;
import org.geben.query.generation.Projection;
import org.geben.query.generation.ReadSide;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;

/** The past is what the present was: told by every projection there is, and by every endpoint. */
class PastPropertiesTest {
    private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");
    private static final int STEPS = 120;

    /** Who may read what is not for everyone is decided by the present, of the past as well. */
    private static final Set<String> BY_THE_PRESENT =
            Set.of("PROGRESS_PRIVATE", "ROLE_REQUIRED", "GROUP_MANAGER_REQUIRED");

    /** What is told of the present only. */
    private static final Pattern PERSONAL =
            Pattern.compile("\\{\"name\":\"(trainingCoverage|activationTrained|activationUntrained)[^}]*}}");

    private final ReadSide readSide = ReadSide.shared();

    @Property(tries = 5)
    void pastAtAPositionIsWhatTheViewsSaidThen(
            @ForAll long seed,
            @ForAll @IntRange(max = 1000) int earlierPermille,
            @ForAll @IntRange(max = 1000) int laterPermille)
            throws UnsupportedEncodingException {
        Story story = RandomStory.of(seed, STEPS);
        long earlier = story.position() * Math.min(earlierPermille, laterPermille) / 1000;
        long later = story.position() * Math.max(earlierPermille, laterPermille) / 1000;
        // The later one begins where the earlier one ends.
        for (long position : new long[] {earlier, later}) {
            Cut cut = new Cut.ByPosition(position);
            assertPastIsWhatWasSaid(story, cut, "&atPosition=" + position, event -> position(event) <= position, true);
        }
    }

    @Property(tries = 5)
    void pastAsOfAMomentIsWhatTheViewsSayOfAllThatHadHappened(
            @ForAll long seed,
            @ForAll @IntRange(max = 1000) int earlierPermille,
            @ForAll @IntRange(max = 1000) int laterPermille)
            throws UnsupportedEncodingException {
        Story story = RandomStory.of(seed, STEPS);
        List<Instant> moments = story.log().stream()
                .map(TrackedEventMessage::getTimestamp)
                .sorted()
                .toList();
        for (int permille :
                new int[] {Math.min(earlierPermille, laterPermille), Math.max(earlierPermille, laterPermille)}) {
            Instant moment = moments.get((moments.size() - 1) * permille / 1000);
            assertPastIsWhatWasSaid(
                    story,
                    new Cut.ByTime(moment),
                    "&asOf=" + moment,
                    event -> !event.getTimestamp().isAfter(moment),
                    false);
        }
    }

    @Example
    void whateverAnswersFromAViewCanBeAskedForThePast() {
        try (ViewServer server = new ViewServer(new Story())) {
            assertThat(server.endpoints())
                    .hasSizeGreaterThanOrEqualTo(8)
                    .allSatisfy(endpoint -> assertThat(endpoint.getMethodParameters())
                            .extracting(MethodParameter::getParameterType)
                            .contains(AsOf.class));
        }
    }

    @Example
    void viewThatNobodyKnowsHowToAskForIsNotPassedOver() {
        try (ViewServer server = new ViewServer(new Story())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> server.paths(Map.of()))
                    .withMessageContaining("There are no values");
        }
    }

    /** @param position whether the position of the answers is the same, too */
    private void assertPastIsWhatWasSaid(
            Story story, Cut cut, String asked, Function<TrackedEventMessage<?>, Boolean> belongs, boolean position)
            throws UnsupportedEncodingException {
        try (ViewServer server = new ViewServer(story)) {
            Map<String, String> then = new LinkedHashMap<>();
            for (Projection<?> projection : AllProjections.FOUND) {
                Fold fold = readSide.fresh(projection);
                readSide.fold(fold, story.log().stream().filter(belongs::apply).toList(), 1000);
                then.put(projection.name(), readSide.contents(fold));
            }
            List<String> paths = paths(server, story);
            MemberId reader = firstOf(story);
            server.clock().set(server.views().now(cut));
            for (String path : paths) {
                then.put(path, told(server.read(path, "", who(path, reader)), position));
            }
            server.clock().set(LATER);
            for (Projection<?> projection : AllProjections.FOUND) {
                readSide.tell(projection, story);
            }
            for (String path : paths) {
                String answer = told(server.read(path, asked, who(path, reader)), position);
                String said = Objects.requireNonNull(then.get(path));
                if (!isByThePresent(path, answer) && !isByThePresent(path, said)) {
                    assertThat(PERSONAL.matcher(answer).results())
                            .as(path + asked)
                            .allSatisfy(figure -> assertThat(figure.group())
                                    .contains("\"value\":null", "\"numerator\":0", "\"denominator\":0"));
                    assertThat(withoutIds(path, withoutPersonal(answer)))
                            .as(path + asked)
                            .isEqualTo(withoutIds(path, withoutPersonal(said)));
                }
            }
            for (Projection<?> projection : AllProjections.FOUND) {
                assertThat(readSide.contents(projection, cut))
                        .as(projection.name())
                        .isEqualTo(then.get(projection.name()));
            }
        }
    }

    /** All leaders' pledges are told to who manages the community by the present, and to others their own: nobody is named. */
    private static @Nullable MemberId who(String path, MemberId reader) {
        return path.contains("/leadership") ? null : reader;
    }

    /** Who manages the community by the present knows of the secret groups that others ask to join. */
    private static boolean isByThePresent(String path, String answer) {
        return BY_THE_PRESENT.contains(answer) || path.endsWith("/requests") && answer.equals("GROUP_UNKNOWN");
    }

    /** Milestones are told with ids to who may look after members by the present. */
    private static String withoutIds(String path, String answer) {
        return path.endsWith("/progress")
                ? answer.replaceAll("\"(contribution|appreciation)\":(null|\"[^\"]*\")", "")
                : answer;
    }

    private static String withoutPersonal(String answer) {
        return PERSONAL.matcher(answer).replaceAll("{}");
    }

    private static String told(String answer, boolean position) {
        return position ? answer : answer.replaceAll("\"position\":\\d+", "");
    }

    private static List<String> paths(ViewServer server, Story story) {
        List<String> paths = server.paths(Map.of(
                "/members/", some(story, MemberJoined.class, MemberJoined::memberId),
                "/groups/", some(story, GroupFounded.class, GroupFounded::groupId),
                "/contributions/", some(story, ContributionPublished.class, ContributionPublished::contributionId),
                "/leaderboards/", List.of("giving", "appreciated", "contributing", "helping", "welcoming", "rising")));
        assertThat(paths).hasSizeGreaterThanOrEqualTo(server.endpoints().size());
        return paths.stream().flatMap(PastPropertiesTest::asked).toList();
    }

    /** In whichever ways a view can be asked for that answers otherwise, or not at all, without them. */
    private static Stream<String> asked(String path) {
        if (path.endsWith("/search")) {
            return Stream.of(path + "?q=post", path + "?q=name&type=members");
        }
        if (path.endsWith("/health")) {
            return Stream.of(path, path + "?at=2026-03-15", path + "?at=2026-04-15");
        }
        return path.matches(".*/feeds/(home|community|groups/.*|members/.*)")
                ? Stream.of(path, path + "?order=inclusive")
                : Stream.of(path);
    }

    private static MemberId firstOf(Story story) {
        return story.log().stream()
                .map(TrackedEventMessage::getPayload)
                .filter(MemberJoined.class::isInstance)
                .map(MemberJoined.class::cast)
                .map(MemberJoined::memberId)
                .findFirst()
                .orElseThrow();
    }

    private static <E> List<?> some(Story story, Class<E> type, Function<E, ?> id) {
        return Stream.concat(
                        story.log().stream()
                                .map(TrackedEventMessage::getPayload)
                                .filter(type::isInstance)
                                .map(type::cast)
                                .map(id)
                                .limit(3),
                        Stream.of("018f3c1e-0000-7000-8000-000000000000"))
                .toList();
    }

    private static long position(TrackedEventMessage<?> event) {
        return event.trackingToken().position().orElseThrow();
    }
}
