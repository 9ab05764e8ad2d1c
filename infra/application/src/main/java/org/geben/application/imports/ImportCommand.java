package org.geben.application.imports;

import java.io.PrintWriter;
import java.util.function.Supplier;
import org.geben.application.recording.Recorder;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code import}: one sub-command for each system that communities come from. */
@Command(
        name = "import",
        description = "Imports an existing community from what another system gave out about it.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "SYSTEM",
        footer = {
            "",
            "An import may be repeated and, if it was interrupted, simply run again: nothing is",
            "recorded twice. It may run beside a serving process on the same data directory."
        })
public final class ImportCommand {

    private ImportCommand() {}

    /**
     * @param recorders opens the write side, once the export has been read
     * @param out takes progress and report
     */
    public static CommandLine with(Supplier<Recorder> recorders, PrintWriter out) {
        return new CommandLine(new ImportCommand())
                .addSubcommand(new StackExchangeCommand(recorders, out))
                .addSubcommand(new SlackCommand(recorders, out));
    }
}
