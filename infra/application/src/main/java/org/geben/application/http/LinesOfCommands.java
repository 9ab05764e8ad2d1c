package org.geben.application.http;

import jakarta.servlet.http.HttpServletRequest;

/** The one path whose body has no end: it is read, and bounded, line by line. */
public final class LinesOfCommands {
    public static final String PATH = "/api/v1/commands";

    private LinesOfCommands() {}

    public static boolean are(HttpServletRequest request) {
        return PATH.equals(request.getRequestURI());
    }
}
