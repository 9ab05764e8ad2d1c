package org.geben.application.generations;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.geben.application.process.CannotStart;
import org.geben.application.process.ExitCode;
import org.geben.application.recording.Progress;
import org.geben.query.Refusal;
import org.geben.query.generation.Generation.State;
import org.geben.query.generation.GenerationEntry;
import org.geben.query.generation.Verification;
import org.geben.query.generation.VerificationEntry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code generations}: what an operator does about the schemas that views are folded into. */
@Command(
        name = "generations",
        description = "Lists, builds, promotes, drops and verifies what the views are folded into.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "ORDER",
        footer = {
            "",
            "All of it may be done beside a serving process on the same data directory, or without",
            "one. What is interrupted the next serving process finishes."
        })
public final class GenerationsCommand {
    private final Supplier<Workshop> workshops;
    private final PrintWriter out;

    @Spec
    private @Nullable CommandSpec spec;

    private GenerationsCommand(Supplier<Workshop> workshops, PrintWriter out) {
        this.workshops = workshops;
        this.out = out;
    }

    /**
     * @param workshops starts the application for one command
     * @param out takes progress and results
     */
    public static CommandLine with(Supplier<Workshop> workshops, PrintWriter out) {
        return new CommandLine(new GenerationsCommand(workshops, out));
    }

    @Command(description = "Lists all generations.", mixinStandardHelpOptions = true)
    int list(@Option(names = "--json", description = "As the API answers it.") boolean json)
            throws InterruptedException {
        return in(workshop -> {
            List<GenerationEntry> generations = workshop.orders().generations();
            if (json) {
                out.println(JsonMapper.shared().writeValueAsString(Map.of("generations", generations)));
            } else {
                new GenerationTable(generations).print(out);
            }
            return ExitCode.OK;
        });
    }

    @Command(
            description = {
                "Folds a view anew. When it is ready it takes the live one's place, in one step that its readers",
                "do not notice."
            },
            mixinStandardHelpOptions = true)
    int build(
            @Parameters(paramLabel = "VIEW", description = "Such as feed.") String view,
            @Option(names = "--hold", description = "Keep it ready instead, until it is promoted.") boolean hold)
            throws InterruptedException {
        return in(workshop -> settle(workshop, workshop.orders().build(view, hold)));
    }

    @Command(
            description = "Has a generation that is held take the live one's place, as soon as it has caught up.",
            mixinStandardHelpOptions = true)
    int promote(@Parameters(paramLabel = "ID", description = "As listed.") long id) throws InterruptedException {
        return in(workshop -> settle(workshop, workshop.orders().promote(Long.toString(id))));
    }

    @Command(description = "Drops a generation that nobody reads.", mixinStandardHelpOptions = true)
    int drop(@Parameters(paramLabel = "ID", description = "As listed.") long id) throws InterruptedException {
        return in(workshop -> {
            String name = workshop.orders().generation(Long.toString(id)).name();
            workshop.orders().drop(Long.toString(id));
            out.printf("%s is dropped.%n", name);
            return ExitCode.OK;
        });
    }

    @Command(
            description = {
                "Folds a view anew in secret and compares it with the live one, both at the same position.",
                "Exits with 1 if they differ, and says in which rows: by key, with the names of the columns."
            },
            mixinStandardHelpOptions = true)
    int verify(
            @Parameters(paramLabel = "VIEW", arity = "0..1", description = "All of them if none is given.") @Nullable
                    String view)
            throws InterruptedException {
        return in(workshop -> {
            List<String> views = view == null ? workshop.orders().projections() : List.of(view);
            List<VerificationEntry> ordered =
                    views.stream().map(workshop.orders()::verify).toList();
            boolean equal = true;
            for (VerificationEntry verification : ordered) {
                VerificationReport report = new VerificationReport(verified(workshop, verification));
                report.print(out);
                equal &= report.isEqual();
            }
            return equal ? ExitCode.OK : ExitCode.FAILED;
        });
    }

    private ExitCode settle(Workshop workshop, GenerationEntry ordered) throws InterruptedException {
        try (Progress progress = Progress.of(ordered.name(), ordered.target(), "events", out)) {
            GenerationEntry settled = workshop.build(
                    () -> workshop.orders().generation(Long.toString(ordered.id())),
                    generation -> generation.state() != State.BUILDING,
                    generation -> progress.settled(generation.position()));
            if (settled.state() == State.FAILED) {
                throw new CannotStart(String.valueOf(settled.failure()));
            }
            out.printf("%s is %s at position %,d.%n", settled.name(), settled.state(), settled.position());
            return ExitCode.OK;
        }
    }

    private VerificationEntry verified(Workshop workshop, VerificationEntry ordered) throws InterruptedException {
        try (Progress progress = Progress.of("verifying " + ordered.projection(), 100, "percent", out)) {
            return workshop.verify(
                    () -> workshop.orders().verification(Long.toString(ordered.id())),
                    verification -> verification.state() != Verification.State.RUNNING,
                    verification -> {
                        if (verification.progress() != null) {
                            progress.settled(Math.round(verification.progress() * 100));
                        }
                    });
        }
    }

    private interface Task {
        ExitCode in(Workshop workshop) throws InterruptedException;
    }

    private int in(Task task) throws InterruptedException {
        try (Workshop workshop = workshops.get()) {
            return task.in(workshop).number();
        } catch (Refusal refused) {
            String sentence = String.valueOf(refused.getMessage());
            if (refused.status() == 400 && spec != null) {
                throw new ParameterException(spec.commandLine(), sentence);
            }
            throw new CannotStart(sentence, refused);
        }
    }
}
