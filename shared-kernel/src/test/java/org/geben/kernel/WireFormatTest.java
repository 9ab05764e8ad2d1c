package org.geben.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.geben.kernel.appreciation.AllowanceEvent;
import org.geben.kernel.appreciation.AppreciationEvent;
import org.geben.kernel.contribution.ContributionEvent;
import org.geben.kernel.group.GroupEvent;
import org.geben.kernel.group.MembershipEvent;
import org.geben.kernel.inbox.InboxEvent;
import org.geben.kernel.member.HandleEvent;
import org.geben.kernel.member.MemberEvent;
import org.geben.kernel.member.OfficeEvent;
import org.geben.kernel.outreach.OutreachEvent;
import org.geben.kernel.pledge.PledgeEvent;
import org.geben.kernel.scoring.ScoringRulesEvent;
import org.geben.kernel.training.SessionEvent;
import org.geben.kernel.training.TrainingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of each event is approved in {@code events/<stable name>.json}: whoever changes it, sees it here first. */
class WireFormatTest {
    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    void everyPermittedEventHasAStableName() {
        assertThat(Set.<Class<?>>copyOf(EventNames.table().values()))
                .containsExactlyInAnyOrderElementsOf(permitted(
                        MemberEvent.class,
                        HandleEvent.class,
                        OfficeEvent.class,
                        GroupEvent.class,
                        MembershipEvent.class,
                        ContributionEvent.class,
                        AppreciationEvent.class,
                        AllowanceEvent.class,
                        OutreachEvent.class,
                        TrainingEvent.class,
                        SessionEvent.class,
                        PledgeEvent.class,
                        InboxEvent.class,
                        ScoringRulesEvent.class));
    }

    @Test
    void everyEventHasASample() {
        assertThat(samples().map(Object::getClass))
                .containsExactlyInAnyOrderElementsOf(EventNames.table().values());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void eachEventIsWrittenAsApproved(Record event) throws IOException {
        assertThat(json.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(event)
                        .replace("\r\n", "\n"))
                .isEqualTo(approved(event).strip());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void eachApprovedTextIsReadAsTheEvent(Record event) throws IOException {
        assertThat(json.readValue(approved(event), event.getClass())).isEqualTo(event);
    }

    /** History stays readable: what was recorded before an event got another part has none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "member.joined.v1",
                "member.profile-changed.v1",
                "group.founded.v1",
                "membership.joined.v1",
                "membership.left.v1",
                "contribution.published.v1",
                "contribution.revised.v1",
                "contribution.hidden.v1",
                "appreciation.given.v1",
                "scoring-rules.published.v1"
            })
    void whatWasRecordedEarlierIsReadWithoutTheNewParts(String name) throws IOException {
        Class<? extends Record> type = requireNonNull(EventNames.table().get(name));
        String earlier = text("/events/earlier/%s.json".formatted(name)).strip();
        assertThat(json.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(json.readValue(earlier, type))
                        .replace("\r\n", "\n"))
                .isEqualTo(earlier);
    }

    static Stream<Record> samples() {
        return EventSamples.all();
    }

    private static String approved(Record event) throws IOException {
        return text("/events/%s.json".formatted(EventNames.of(event.getClass())));
    }

    private static String text(String file) throws IOException {
        try (InputStream approved = WireFormatTest.class.getResourceAsStream(file)) {
            assertThat(approved).as("approved sample %s", file).isNotNull();
            return new String(approved.readAllBytes(), UTF_8);
        }
    }

    private static List<Class<?>> permitted(Class<?>... streams) {
        return Arrays.stream(streams)
                .<Class<?>>flatMap(stream -> Arrays.stream(stream.getPermittedSubclasses()))
                .toList();
    }
}
