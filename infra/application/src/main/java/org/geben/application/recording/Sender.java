package org.geben.application.recording;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.geben.command.Order;
import org.geben.command.Outcome;
import org.geben.kernel.Rule;
import org.geben.kernel.RuleViolation;

/**
 * Sends entries in their order, some hundred to an append: few enough to lose little when the process dies, enough that
 * the disk is not what it waits for. Every entry ends up in the tally, or with whoever wants to try it again.
 */
public final class Sender {

    private static final int CHUNK = 300;

    private final Recorder recorder;
    private final Tally tally;
    private final Progress progress;
    private final String source;
    private final String run;

    /**
     * @param source where the commands come from, as the envelope says it
     * @param run correlates all that this run records
     */
    public Sender(Recorder recorder, Tally tally, Progress progress, String source, String run) {
        this.recorder = recorder;
        this.tally = tally;
        this.progress = progress;
        this.source = source;
        this.run = run;
    }

    /** Takes what was refused because something that it speaks of is not there, or not there yet. */
    @FunctionalInterface
    public interface Deferred {
        void take(Entry entry, RuleViolation violation) throws IOException;
    }

    /** How many entries were accepted. */
    public long send(Iterator<Entry> entries, Deferred deferred) throws IOException {
        long accepted = 0;
        List<Entry> chunk = new ArrayList<>(CHUNK);
        while (entries.hasNext()) {
            chunk.add(entries.next());
            if (chunk.size() == CHUNK || !entries.hasNext()) {
                accepted += sendTogether(chunk, deferred);
                chunk.clear();
            }
        }
        return accepted;
    }

    /** The same, where nothing will be tried again. */
    public long send(Iterator<Entry> entries) throws IOException {
        return send(entries, this::refuse);
    }

    private void refuse(Entry entry, RuleViolation violation) {
        tally.skipped(entry.type(), violation.code(), violation.rule().sentence(), entry.origin());
    }

    private long sendTogether(List<Entry> chunk, Deferred deferred) throws IOException {
        List<Order> orders =
                chunk.stream().map(entry -> entry.order(source, run)).toList();
        List<Outcome> outcomes = recorder.record(orders);
        long accepted = 0;
        for (int i = 0; i < chunk.size(); i++) {
            Entry entry = chunk.get(i);
            switch (outcomes.get(i)) {
                case Outcome.Accepted taken -> {
                    accepted++;
                    if (taken.acknowledgement().isRepeat()) {
                        tally.alreadyThere(entry.type());
                    } else {
                        tally.imported(entry.type());
                    }
                }
                case Outcome.Refused refused -> {
                    if (refused.violation().rule().breach() == Rule.Breach.UNKNOWN) {
                        deferred.take(entry, refused.violation());
                    } else {
                        refuse(entry, refused.violation());
                    }
                }
            }
        }
        progress.settled(tally.settled());
        return accepted;
    }
}
