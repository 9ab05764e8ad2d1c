package org.geben.application.sample;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.geben.application.process.CannotStart;
import org.geben.application.process.ExitCode;
import org.geben.application.recording.Progress;
import org.geben.application.recording.Recorder;
import org.geben.application.recording.Report;
import org.geben.application.recording.ReportFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sample}: a made-up community to look at. */
@Command(
        name = "sample",
        description = {
            "Makes up a believable community and records it: newcomers and leaders, lurkers and busy writers,",
            "threads, late replies, gratitude. The same arguments give the same community, down to every id;",
            "running it again adds nothing, and finishes what was interrupted."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
public final class SampleCommand implements Callable<Integer> {

    private final Supplier<Recorder> recorders;
    private final PrintWriter out;

    @Option(names = "--members", paramLabel = "N", description = "Who ever joins (default: ${DEFAULT-VALUE}).")
    private int members = 200;

    @Option(names = "--months", paramLabel = "M", description = "How long it lives (default: ${DEFAULT-VALUE}).")
    private int months = 12;

    @Option(names = "--seed", paramLabel = "S", description = "Which one of all such (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description = "The day it ends before, in UTC (default: the first of this month).")
    private @Nullable LocalDate until;

    @Option(names = "--report", paramLabel = "FILE", description = "Also writes the closing report as JSON.")
    private @Nullable Path report;

    @Spec
    private @Nullable CommandSpec spec;

    /**
     * @param recorders opens the write side
     * @param out takes progress and report
     */
    public SampleCommand(Supplier<Recorder> recorders, PrintWriter out) {
        this.recorders = recorders;
        this.out = out;
    }

    @Override
    public Integer call() {
        SamplePlan plan = plan();
        out.printf(
                "Making up a community: sample --members %d --months %d --seed %d --until %s%n",
                plan.members(), plan.months(), plan.seed(), plan.until());
        try (Progress progress = Progress.of("sample", -1, out)) {
            Report outcome = new SampleRun(recorders, progress).run(plan);
            outcome.print(out);
            if (report != null) {
                ReportFile.write(outcome, report);
            }
            return ExitCode.OK.number();
        } catch (IOException e) {
            throw new CannotStart("The report cannot be written to %s.".formatted(report), e);
        }
    }

    private SamplePlan plan() {
        try {
            return new SamplePlan(
                    members,
                    months,
                    seed,
                    until == null ? LocalDate.now(ZoneOffset.UTC).withDayOfMonth(1) : until);
        } catch (IllegalArgumentException outOfBounds) {
            if (spec == null) {
                throw outOfBounds;
            }
            throw new ParameterException(spec.commandLine(), String.valueOf(outOfBounds.getMessage()));
        }
    }
}
