package org.geben.application.imports;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.geben.application.imports.stackexchange.StackExchangeExport;
import org.geben.application.recording.Recorder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "stackexchange",
        description = {
            "Imports the data dump of a Stack Exchange site: Users.xml, Posts.xml, Comments.xml and Votes.xml.",
            "Questions, answers and comments become contributions; up-votes become likes by nobody known,",
            "favourites become appreciations of their members (INSIGHTFUL), accepted answers stay what they are."
        },
        mixinStandardHelpOptions = true)
final class StackExchangeCommand implements Callable<Integer> {

    private final Supplier<Recorder> recorders;
    private final PrintWriter out;

    @Mixin
    private final ImportOptions options = new ImportOptions();

    StackExchangeCommand(Supplier<Recorder> recorders, PrintWriter out) {
        this.recorders = recorders;
        this.out = out;
    }

    @Override
    public Integer call() {
        return options.run(StackExchangeExport::new, recorders, out).number();
    }
}
