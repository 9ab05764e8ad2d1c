package org.geben.application;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Breaks the help's texts where the width of the console wants it and not where their source did. A line that begins
 * with a blank is left alone; and the first sentence of a description stands alone, for lists of commands repeat it.
 */
final class HelpText {

    private HelpText() {}

    static CommandLine flowing(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.description(paragraphs(usage.description()).stream()
                .flatMap(paragraph -> Arrays.stream(paragraph.split("(?<=[.]) ", 2)))
                .toArray(String[]::new));
        usage.footer(paragraphs(usage.footer()).toArray(String[]::new));
        command.getSubcommands().values().forEach(HelpText::flowing);
        return command;
    }

    private static List<String> paragraphs(String... lines) {
        List<String> paragraphs = new ArrayList<>();
        boolean open = false;
        for (String line : lines) {
            boolean flows = !line.isBlank() && !line.startsWith(" ");
            if (flows && open) {
                paragraphs.add(paragraphs.removeLast() + " " + line);
            } else {
                paragraphs.add(line);
            }
            open = flows;
        }
        return paragraphs;
    }
}
