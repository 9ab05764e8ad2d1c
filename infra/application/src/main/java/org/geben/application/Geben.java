package org.geben.application;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.geben.application.generations.DeadLettersCommand;
import org.geben.application.generations.GenerationsCommand;
import org.geben.application.generations.Workshop;
import org.geben.application.imports.ImportCommand;
import org.geben.application.process.ExitCode;
import org.geben.application.process.Failure;
import org.geben.application.process.Launcher;
import org.geben.application.recording.Recorder;
import org.geben.application.recording.RecordingContext;
import org.geben.application.sample.SampleCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry point: one process, several commands; without a command it serves. */
@Command(
        name = "geben",
        description = "An event-sourced engagement backend for communities that put giving first.",
        mixinStandardHelpOptions = true,
        versionProvider = Geben.Version.class,
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {
            "",
            "Any setting of the application can be given with any command, as --name=value:",
            "  --geben.data-dir=DIR   where data is kept (default: ./data)",
            "  --server.port=N        where HTTP is served (default: 8080)",
            "  --debug                tell everything about a failure",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 bad input."
        })
public final class Geben implements Callable<Integer> {

    private final ServeCommand serve;

    private Geben(ServeCommand serve) {
        this.serve = serve;
    }

    public static void main(String... arguments) {
        // Axon reads these two as system properties only; without them it calls its maker's servers.
        System.setProperty("axoniq.update-checker.disabled", "true");
        System.setProperty("disable-axoniq-console-message", "true");
        System.exit(run(console(System.out), console(System.err), arguments));
    }

    private static PrintWriter console(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandArguments split = CommandArguments.split(arguments);
        Launcher launcher = new Launcher(GebenApplication.class, split.settings());
        ServeCommand serve = new ServeCommand(launcher, out);
        Supplier<Recorder> recorders = () -> new RecordingContext(launcher.startOffline());
        Supplier<Workshop> workshops = () -> new Workshop(launcher.startOffline());
        CommandLine geben = new CommandLine(new Geben(serve))
                .addSubcommand(serve)
                .addSubcommand(ImportCommand.with(recorders, out))
                .addSubcommand(new SampleCommand(recorders, out))
                .addSubcommand(GenerationsCommand.with(workshops, out))
                .addSubcommand(DeadLettersCommand.with(workshops, out))
                .addSubcommand(new HelpCommand());
        return HelpText.flowing(geben)
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((wrong, words) -> refuse(wrong))
                .setExecutionExceptionHandler((failure, command, words) -> {
                    err.println("geben: " + Failure.sentence(failure));
                    return ExitCode.FAILED.number();
                })
                .execute(split.words().toArray(String[]::new));
    }

    /** Without a command. */
    @Override
    public Integer call() throws InterruptedException {
        return serve.call();
    }

    private static int refuse(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println("geben: " + sentence(wrong, command));
        return ExitCode.WRONG_USAGE.number();
    }

    private static String sentence(ParameterException wrong, CommandLine command) {
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption()
                && !command.getSubcommands().isEmpty()) {
            return "There is no command '%s'; there are %s."
                    .formatted(
                            unmatched.getUnmatched().getFirst(),
                            String.join(", ", command.getSubcommands().keySet()));
        }
        String problem = Optional.ofNullable(wrong.getMessage()).orElse("Wrong usage");
        return "%s; see '%s --help'."
                .formatted(
                        problem.replaceFirst("[.]$", ""),
                        command.getCommandSpec().qualifiedName());
    }

    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Optional.ofNullable(Geben.class.getPackage().getImplementationVersion())
                    .orElse("(not packaged)");
            return new String[] {"geben " + version};
        }
    }
}
