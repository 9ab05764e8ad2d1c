package org.geben.application.generations;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.function.Supplier;
import org.geben.application.process.CannotStart;
import org.geben.application.process.ExitCode;
import org.geben.query.Refusal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Has each of an operator's orders carried out in a workshop of its own; what the API refuses is refused in its words. */
abstract sealed class OperatorCommand permits GenerationsCommand, DeadLettersCommand {
    private final Supplier<Workshop> workshops;
    private final PrintWriter out;

    @Spec
    private @Nullable CommandSpec spec;

    OperatorCommand(Supplier<Workshop> workshops, PrintWriter out) {
        this.workshops = workshops;
        this.out = out;
    }

    PrintWriter out() {
        return out;
    }

    interface Task {
        ExitCode in(Workshop workshop) throws InterruptedException;
    }

    /** @return the exit code */
    int in(Task task) throws InterruptedException {
        try (Workshop workshop = workshops.get()) {
            return task.in(workshop).number();
        } catch (Refusal refused) {
            throw refused.status() == 400
                    ? wrongUsage(refused)
                    : new CannotStart(String.valueOf(refused.getMessage()), refused);
        }
    }

    RuntimeException wrongUsage(Refusal refused) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), String.valueOf(refused.getMessage()));
    }
}
