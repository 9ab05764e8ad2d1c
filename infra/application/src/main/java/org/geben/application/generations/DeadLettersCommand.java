package org.geben.application.generations;

import java.io.PrintWriter;
import java.util.function.Supplier;
import org.geben.application.process.ExitCode;
import org.geben.query.generation.Decisions.Listed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** {@code dead-letters}: what an operator does about events that a view could not fold. */
@Command(
        name = "dead-letters",
        description = "Lists, retries and skips the events that a view could not fold, and goes on without.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "ORDER",
        footer = {
            "",
            "All of it may be done beside a serving process on the same data directory, or without",
            "one. A view that is to be folded anew then is folded by the serving process, or by the next."
        })
public final class DeadLettersCommand extends OperatorCommand {

    private DeadLettersCommand(Supplier<Workshop> workshops, PrintWriter out) {
        super(workshops, out);
    }

    /**
     * @param workshops starts the application for one command
     * @param out takes results
     */
    public static CommandLine with(Supplier<Workshop> workshops, PrintWriter out) {
        return new CommandLine(new DeadLettersCommand(workshops, out));
    }

    @Command(
            description = {
                "Lists the events that views could not fold, the oldest letter first. Those that were folded late or",
                "skipped stay in the list for as long as their generation does."
            },
            mixinStandardHelpOptions = true)
    int list(
            @Parameters(paramLabel = "VIEW", arity = "0..1", description = "All of them if none is given.") @Nullable
                    String view,
            @Option(names = "--limit", paramLabel = "N", description = "How many, 1 to 100; 50 unless given.") @Nullable
                    String limit,
            @Option(
                            names = "--cursor",
                            paramLabel = "CURSOR",
                            description = "Goes on where the list before has ended, which told it.")
                    @Nullable
                    String cursor,
            @Option(names = "--json", description = "As the API answers it.") boolean json)
            throws InterruptedException {
        return in(workshop -> {
            Listed letters = workshop.decisions().letters(view, limit, cursor);
            if (json) {
                out().println(JsonMapper.shared().writeValueAsString(letters));
            } else {
                new DeadLetterTable(letters).print(out());
            }
            return ExitCode.OK;
        });
    }

    @Command(
            description = {
                "Folds a parked event and those behind it. If one of them fails it says why; those before it are folded",
                "then. When a view has no parked events left, it is folded anew in the order of the log."
            },
            mixinStandardHelpOptions = true)
    int retry(
            @Parameters(paramLabel = "ID", description = "As listed.") String id,
            @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record.") @Nullable
                    String reason,
            @Option(names = "--by", paramLabel = "MEMBER", description = "The id of the member who decides.") @Nullable
                    String member)
            throws InterruptedException {
        return in(workshop -> {
            new DecisionReport(workshop.decisions().retry(id, reason, member)).printRetried(out());
            return ExitCode.OK;
        });
    }

    @Command(
            description = {
                "Leaves a parked event out of the view, for a recorded reason, and folds those behind it. Whatever is",
                "built of the view afterwards leaves it out as well."
            },
            mixinStandardHelpOptions = true)
    int skip(
            @Parameters(paramLabel = "ID", description = "As listed.") String id,
            @Option(
                            names = "--reason",
                            paramLabel = "TEXT",
                            required = true,
                            description = "Why, for the record: 1 to 1,000 characters.")
                    String reason,
            @Option(names = "--by", paramLabel = "MEMBER", description = "The id of the member who decides.") @Nullable
                    String member)
            throws InterruptedException {
        return in(workshop -> {
            new DecisionReport(workshop.decisions().skip(id, reason, member)).printSkipped(id, out());
            return ExitCode.OK;
        });
    }
}
