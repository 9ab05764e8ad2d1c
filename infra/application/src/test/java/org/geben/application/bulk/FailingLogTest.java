package org.geben.application.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.geben.application.bulk.LineReading.Request;
import org.geben.application.recording.Recorder;
import org.geben.command.Acknowledgement;
import org.geben.command.Order;
import org.geben.command.Outcome;
import org.geben.command.member.LeaveCommunity;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class FailingLogTest {
    private static final String POISON = "018f3c1e-0000-7000-8000-00000000dead";
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void aCommandThatCannotBeDecidedStopsNoOther() throws Exception {
        List<String> answers = answers(
                orders -> {
                    if (orders.stream().anyMatch(order -> member(order).equals(POISON))) {
                        throw new IllegalStateException("secret");
                    }
                    return accepted(orders);
                },
                leaving(1),
                leaving(2),
                leaving(POISON),
                leaving(4));

        assertThat(answers).hasSize(4);
        assertThat(answers.get(2)).contains("\"failed\"", "UNEXPECTED").doesNotContain("secret");
        answers.remove(2);
        assertThat(answers).allMatch(answer -> answer.contains("\"recorded\""));
    }

    @Test
    void whereTheLogIsOutOfReachNothingMoreIsTaken() throws Exception {
        List<Order> tried = Collections.synchronizedList(new ArrayList<>());
        String[] lines = new String[2_000];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = leaving(i);
        }

        List<String> answers = answers(
                orders -> {
                    tried.addAll(orders);
                    throw new EventStoreException("secret");
                },
                lines);

        assertThat(answers)
                .hasSameSizeAs(tried)
                .hasSizeLessThanOrEqualTo(256)
                .allMatch(answer -> answer.contains("\"failed\"") && answer.contains("LOG_UNAVAILABLE"));
    }

    @Test
    void aClientThatHasGoneIsNotWaitedFor() {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("gone");
            }
        };
        assertThatThrownBy(() -> bulk(FailingLogTest::accepted)
                        .run(sent(Collections.nCopies(100_000, leaving(1)).toArray(String[]::new)), gone, request()))
                .isInstanceOf(IOException.class)
                .hasMessage("gone");
    }

    private static List<String> answers(Recorder recorder, String... lines) throws Exception {
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        bulk(recorder).run(sent(lines), answers, request());
        return new ArrayList<>(answers.toString(UTF_8).lines().toList());
    }

    private static Bulk bulk(Recorder recorder) {
        return new Bulk(
                new LineReading(new KnownCommands(JSON), JSON, Clock.systemUTC(), 1_000), recorder, JSON, 1_000);
    }

    private static List<Outcome> accepted(List<Order> orders) {
        return orders.stream()
                .<Outcome>map(order -> new Outcome.Accepted(new Acknowledgement(1L)))
                .toList();
    }

    private static String member(Order order) {
        return ((LeaveCommunity) order.command()).memberId().toString();
    }

    private static ByteArrayInputStream sent(String... lines) {
        return new ByteArrayInputStream(String.join("\n", lines).getBytes(UTF_8));
    }

    private static String leaving(int member) {
        return leaving("018f3c1e-0000-7000-8000-%012d".formatted(member));
    }

    private static String leaving(String member) {
        return "{\"command\": \"member.leave\", \"actor\": \"" + member + "\"}";
    }

    private static Request request() {
        return new Request("a-test", null);
    }
}
