package org.geben.application.bulk;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.geben.application.bulk.LineAnswer.Status;
import org.geben.application.bulk.LineReading.Readable;
import org.geben.application.bulk.LineReading.Request;
import org.geben.application.bulk.Lines.Line;
import org.geben.application.http.Problem;
import org.geben.application.recording.Recorder;
import org.geben.command.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends lines of commands in their order, some hundred to an append, and answers each. A line that cannot be taken stops
 * no other. Where the log cannot be reached, nothing after the failed lines is taken: answers end with them.
 */
final class Bulk {
    private final LineReading reading;
    private final Recorder recorder;
    private final JsonMapper json;
    private final int longest;

    Bulk(LineReading reading, Recorder recorder, JsonMapper json, int longest) {
        this.reading = reading;
        this.recorder = recorder;
        this.json = json;
        this.longest = longest;
    }

    /** @throws IOException if the client has gone */
    void run(InputStream sent, OutputStream answers, Request request) throws IOException, InterruptedException {
        Conveyor conveyor = new Conveyor();
        AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
        Thread sending = Thread.ofVirtual().name("bulk").start(() -> {
            try {
                settleAll(conveyor, new BufferedOutputStream(answers, 1 << 14), request);
            } catch (Throwable thrown) {
                fault.set(thrown);
            } finally {
                conveyor.abandon();
            }
        });
        try {
            Lines lines = new Lines(sent, longest);
            Line line = lines.next();
            while (line != null && conveyor.put(line)) {
                line = lines.next();
            }
        } finally {
            conveyor.end();
            sending.join();
        }
        if (fault.get() instanceof IOException gone) {
            throw gone;
        }
        if (fault.get() != null) {
            throw new IllegalStateException("Lines of commands could not be settled.", fault.get());
        }
    }

    private void settleAll(Conveyor conveyor, OutputStream answers, Request request)
            throws IOException, InterruptedException {
        List<Line> group = conveyor.take();
        boolean isReachable = true;
        while (isReachable && !group.isEmpty()) {
            Settled settled = settle(group, request);
            for (LineAnswer answer : settled.answers()) {
                answers.write(json.writeValueAsBytes(answer));
                answers.write('\n');
            }
            answers.flush();
            isReachable = settled.isReachable();
            if (isReachable) {
                group = conveyor.take();
            }
        }
    }

    private Settled settle(List<Line> group, Request request) {
        LineAnswer[] answers = new LineAnswer[group.size()];
        List<Readable> readable = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < answers.length; i++) {
            Line line = group.get(i);
            try {
                readable.add(reading.read(line, request));
                places.add(i);
            } catch (UnreadableLine unreadable) {
                answers[i] = LineAnswer.not(Status.MALFORMED, line.number(), null, unreadable.problem());
            } catch (RuntimeException unexpected) {
                answers[i] = LineAnswer.not(Status.FAILED, line.number(), null, Problem.of(unexpected));
            }
        }
        Settled sent = readable.isEmpty() ? new Settled(List.of(), true) : send(readable);
        for (int i = 0; i < places.size(); i++) {
            answers[places.get(i)] = sent.answers().get(i);
        }
        return new Settled(List.of(answers), sent.isReachable());
    }

    private Settled send(List<Readable> lines) {
        List<LineAnswer> answers = new ArrayList<>();
        try {
            List<Outcome> outcomes =
                    recorder.record(lines.stream().map(Readable::order).toList());
            for (int i = 0; i < outcomes.size(); i++) {
                answers.add(answer(lines.get(i), outcomes.get(i)));
            }
            return new Settled(answers, true);
        } catch (RuntimeException failure) {
            Problem problem = Problem.of(failure);
            boolean isReachable = problem.status() != HttpStatus.SERVICE_UNAVAILABLE.value();
            if (isReachable && lines.size() > 1) {
                return sendEach(lines);
            }
            lines.forEach(line -> answers.add(LineAnswer.not(Status.FAILED, line.number(), line.id(), problem)));
            return new Settled(answers, isReachable);
        }
    }

    /** One of them is to blame, for which the others must not suffer. */
    private Settled sendEach(List<Readable> lines) {
        List<LineAnswer> answers = new ArrayList<>();
        boolean isReachable = true;
        for (Readable line : lines) {
            Settled alone = send(List.of(line));
            answers.addAll(alone.answers());
            isReachable &= alone.isReachable();
        }
        return new Settled(answers, isReachable);
    }

    private static LineAnswer answer(Readable line, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> LineAnswer.accepted(line.number(), line.id(), accepted.acknowledgement());
            case Outcome.Refused refused ->
                LineAnswer.not(
                        Status.REFUSED,
                        line.number(),
                        line.id(),
                        Problem.of(refused.violation()).at(line.shape().pointer(refused.violation())));
        };
    }

    /** @param isReachable whether the log could be reached */
    private record Settled(List<LineAnswer> answers, boolean isReachable) {}
}
