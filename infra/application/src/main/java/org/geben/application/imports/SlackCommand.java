package org.geben.application.imports;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.geben.application.imports.slack.SlackExport;
import org.geben.application.recording.Recorder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "slack",
        description = {
            "Imports the export of a Slack workspace: users.json, channels.json and a folder for each channel.",
            "Public channels become groups, messages become posts and, in threads, comments; reactions become",
            "appreciations. Private channels and direct messages are left out."
        },
        mixinStandardHelpOptions = true)
final class SlackCommand implements Callable<Integer> {

    private final Supplier<Recorder> recorders;
    private final PrintWriter out;

    @Mixin
    private final ImportOptions options = new ImportOptions();

    SlackCommand(Supplier<Recorder> recorders, PrintWriter out) {
        this.recorders = recorders;
        this.out = out;
    }

    @Override
    public Integer call() {
        return options.run(SlackExport::new, recorders, out).number();
    }
}
