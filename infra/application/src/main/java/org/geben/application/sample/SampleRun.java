package org.geben.application.sample;

import java.io.IOException;
import java.util.Iterator;
import java.util.function.Supplier;
import org.geben.application.recording.Entry;
import org.geben.application.recording.Progress;
import org.geben.application.recording.Recorder;
import org.geben.application.recording.Report;
import org.geben.application.recording.Sender;
import org.geben.application.recording.Tally;

/** Makes up a community and records it. */
final class SampleRun {

    private final Supplier<Recorder> recorders;
    private final Progress progress;

    SampleRun(Supplier<Recorder> recorders, Progress progress) {
        this.recorders = recorders;
        this.progress = progress;
    }

    Report run(SamplePlan plan) throws IOException {
        Tally tally = new Tally();
        try (Recorder recorder = new ContinuedStory(recorders.get())) {
            long started = System.nanoTime();
            new Sender(recorder, tally, progress, plan.source(), plan.source())
                    .send(counted(new SampleCommunity(plan), tally));
            return tally.report(plan.source(), 0, (System.nanoTime() - started) / 1e9);
        }
    }

    private static Iterator<Entry> counted(Iterator<Entry> entries, Tally tally) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public Entry next() {
                Entry entry = entries.next();
                tally.read(entry.type());
                return entry;
            }
        };
    }
}
