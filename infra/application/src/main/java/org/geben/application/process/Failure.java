package org.geben.application.process;

import java.util.stream.Stream;
import org.springframework.boot.tomcat.ConnectorStartFailedException;
import org.springframework.boot.web.server.PortInUseException;

/** Turns whatever stopped a command into one sentence on one line. */
public final class Failure {

    private Failure() {}

    public static String sentence(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .flatMap(cause -> switch (cause) {
                    case CannotStart known -> Stream.of(known.getLocalizedMessage());
                    case PortInUseException inUse -> Stream.of(portInUse(inUse.getPort()));
                    case ConnectorStartFailedException refused -> Stream.of(portInUse(refused.getPort()));
                    default -> Stream.empty();
                })
                .findFirst()
                .orElseGet(() -> unexpected(failure));
    }

    private static String portInUse(int port) {
        return "Port %d is already in use: stop the program that listens there, or choose another with --server.port=N."
                .formatted(port);
    }

    private static String unexpected(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        String reason = message == null ? "" : message.lines().findFirst().orElse("");
        return "%s%s (run it again with --debug for the details)"
                .formatted(root.getClass().getSimpleName(), reason.isBlank() ? "" : ": " + reason);
    }
}
