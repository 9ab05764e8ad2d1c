package org.geben.application.generations;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.geben.application.process.CannotStart;
import org.geben.application.process.ExitCode;
import org.geben.application.recording.Progress;
import org.geben.query.Refusal;
import org.geben.query.generation.BuildOrder;
import org.geben.query.generation.ChecksummedGeneration;
import org.geben.query.generation.Generation.State;
import org.geben.query.generation.GenerationEntry;
import org.geben.query.generation.Underway;
import org.geben.query.generation.Verification;
import org.geben.query.generation.VerificationEntry;
import org.geben.query.leaderboard.LeaderboardDiff;
import org.geben.query.leaderboard.LeaderboardDiffs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code generations}: what an operator does about the schemas that views are folded into. */
@Command(
        name = "generations",
        description = "Lists, builds, promotes, drops, compares and verifies what the views are folded into.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "ORDER",
        footer = {
            "",
            "All of it may be done beside a serving process on the same data directory, or without",
            "one. What is interrupted the next serving process finishes."
        })
public final class GenerationsCommand extends OperatorCommand {

    private GenerationsCommand(Supplier<Workshop> workshops, PrintWriter out) {
        super(workshops, out);
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
                out().println(JsonMapper.shared().writeValueAsString(Map.of("generations", generations)));
            } else {
                new GenerationTable(generations).print(out());
            }
            return ExitCode.OK;
        });
    }

    @Command(
            description = {
                "Folds a view anew. When it is ready it takes the live one's place, in one step that its readers",
                "do not notice. Under rules of its own it is private: it is compared by diff, and read by its id."
            },
            mixinStandardHelpOptions = true)
    int build(
            @Parameters(paramLabel = "VIEW", description = "Such as feed.") String view,
            @Option(names = "--hold", description = "Keep it ready instead, until it is promoted.") boolean hold,
            @Option(
                            names = "--rules",
                            paramLabel = "FILE",
                            description =
                                    "Have it scored by this document of weights, such as {\"giving\": {\"reply\": 2}}.")
                    @Nullable
                    Path rules)
            throws InterruptedException {
        JsonNode document = rules == null ? null : read(rules);
        BuildOrder order = new BuildOrder(view, hold, document, null, null);
        return in(workshop -> settle(workshop, workshop.orders().build(order)));
    }

    private JsonNode read(Path rules) {
        try {
            return new RulesFile(rules).read();
        } catch (Refusal refused) {
            throw wrongUsage(refused);
        }
    }

    @Command(
            description = {
                "Tells what a private generation would change on leaderboards, member by member: ranks and scores under",
                "the standard rules and under its own, the largest change first."
            },
            mixinStandardHelpOptions = true)
    int diff(
            @Parameters(paramLabel = "ID", description = "As listed.") long id,
            @Option(
                            names = "--board",
                            description =
                                    "giving, appreciated, contributing, helping, welcoming or, with a window, rising; all but rising if none is given.")
                    @Nullable
                    String board,
            @Option(
                            names = "--window",
                            description = "day, week, month, quarter, year, 7d, 30d, 90d or all; all if none is given.")
                    @Nullable
                    String window,
            @Option(names = "--limit", description = "How many members of each board, 1 to 100; 10 unless given.")
                    @Nullable
                    String limit)
            throws InterruptedException {
        return in(workshop -> {
            List<String> boards = board == null ? LeaderboardDiffs.BOARDS : List.of(board);
            for (String one : boards) {
                new DiffTable(compared(
                                workshop, diffs -> diffs.diff(Long.toString(id), one, window, null, null, limit, null)))
                        .print(out());
            }
            return ExitCode.OK;
        });
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
            out().printf("%s is dropped.%n", name);
            return ExitCode.OK;
        });
    }

    @Command(
            description = {
                "Tells how many rows each table of a generation has, and their checksum, all of one moment. Generations of",
                "one view and version that were folded from the same events have the same, on whichever node."
            },
            mixinStandardHelpOptions = true)
    int checksums(
            @Parameters(paramLabel = "ID", description = "As listed.") long id,
            @Option(names = "--json", description = "As the API answers it.") boolean json)
            throws InterruptedException {
        return in(workshop -> {
            ChecksummedGeneration taken = workshop.orders().checksums(Long.toString(id));
            if (json) {
                out().println(JsonMapper.shared().writeValueAsString(taken));
            } else {
                out().printf("%s at position %,d%n", taken.name(), taken.position());
                taken.tables()
                        .forEach(table ->
                                out().printf("  %-24s %,14d  %s%n", table.table(), table.rows(), table.checksum()));
            }
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
                report.print(out());
                equal &= report.isEqual();
            }
            return equal ? ExitCode.OK : ExitCode.FAILED;
        });
    }

    private LeaderboardDiff compared(Workshop workshop, Function<LeaderboardDiffs, LeaderboardDiff> question)
            throws InterruptedException {
        while (true) {
            try {
                return question.apply(workshop.diffs());
            } catch (Underway underway) {
                settled(workshop, underway.generation());
            }
        }
    }

    private ExitCode settle(Workshop workshop, GenerationEntry ordered) throws InterruptedException {
        GenerationEntry settled = settled(workshop, ordered);
        if (settled.state() == State.FAILED) {
            throw new CannotStart(String.valueOf(settled.failure()));
        }
        out().printf("%s is %s at position %,d.%n", settled.name(), settled.state(), settled.position());
        return ExitCode.OK;
    }

    private GenerationEntry settled(Workshop workshop, GenerationEntry ordered) throws InterruptedException {
        try (Progress progress = Progress.of(ordered.name(), 100, "percent", out())) {
            Pulse pulse = new Pulse();
            Supplier<GenerationEntry> look = () -> workshop.orders().generation(Long.toString(ordered.id()));
            Predicate<GenerationEntry> settled = generation -> generation.state() != State.BUILDING;
            Consumer<GenerationEntry> tell = generation ->
                    progress.settled(Pulse.percent(generation), pulse.note(generation, System.nanoTime()));
            return ordered.cut() == null ? workshop.build(look, settled, tell) : workshop.fold(look, settled, tell);
        }
    }

    private VerificationEntry verified(Workshop workshop, VerificationEntry ordered) throws InterruptedException {
        try (Progress progress = Progress.of("verifying " + ordered.projection(), 100, "percent", out())) {
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
}
