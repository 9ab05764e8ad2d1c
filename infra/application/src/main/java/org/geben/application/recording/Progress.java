package org.geben.application.recording;

import java.io.Console;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Tells somebody who waits how far a long run is. */
public interface Progress extends AutoCloseable {

    /** @param records so far, of all */
    default void settled(long records) {
        settled(records, "");
    }

    /** @param note what else is to be told of it; empty for nothing */
    void settled(long records, String note);

    @Override
    void close();

    /**
     * A bar where a person looks at a terminal; a plain line now and then where the output is kept.
     *
     * @param total the most records that can be settled; negative if nobody knows
     */
    static Progress of(String task, long total, PrintWriter out) {
        return of(task, total, "records", out);
    }

    /** @param unit of what is settled, such as {@code records} */
    static Progress of(String task, long total, String unit, PrintWriter out) {
        return onTerminal() ? new Bar(task, total) : new Lines(task, total, unit, out, Duration.ofSeconds(5));
    }

    /** For runs that nobody watches. */
    static Progress silent() {
        return new Progress() {
            @Override
            public void settled(long records, String note) {}

            @Override
            public void close() {}
        };
    }

    /** From Java 22 on there may be a console without a terminal, which only a method of that version tells. */
    private static boolean onTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            Method isTerminal = Console.class.getMethod("isTerminal");
            return (boolean) isTerminal.invoke(console);
        } catch (ReflectiveOperationException beforeJava22) {
            return true;
        }
    }

    /** On the terminal. */
    final class Bar implements Progress {
        private final ProgressBar bar;

        private Bar(String task, long total) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(total)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(200)
                    .showSpeed()
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .build();
        }

        @Override
        public void settled(long records, String note) {
            bar.stepTo(records);
            bar.setExtraMessage(note);
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** Elsewhere. */
    final class Lines implements Progress {
        private final String task;
        private final long total;
        private final String unit;
        private final PrintWriter out;
        private final long interval;
        private long lastTold = System.nanoTime();

        Lines(String task, long total, String unit, PrintWriter out, Duration interval) {
            this.task = task;
            this.total = total;
            this.unit = unit;
            this.out = out;
            this.interval = interval.toNanos();
        }

        @Override
        public void settled(long records, String note) {
            long now = System.nanoTime();
            if (now - lastTold >= interval) {
                lastTold = now;
                String line = total < 0
                        ? "%s: %,d %s".formatted(task, records, unit)
                        : "%s: %,d of %,d %s".formatted(task, records, total, unit);
                out.println(note.isEmpty() ? line : line + ", " + note);
            }
        }

        @Override
        public void close() {}
    }
}
