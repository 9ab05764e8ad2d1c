package org.geben.application;

import static java.util.stream.Collectors.partitioningBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A command line cut in two: settings for Spring, which may stand anywhere and need no declaration, and the words for
 * the command. A setting is told by the dot in its name; a mistyped option has none, and is still refused.
 */
record CommandArguments(List<String> settings, List<String> words) {

    private static final Pattern SETTING =
            Pattern.compile("--debug|--[a-zA-Z][\\w-]*(\\.[\\w\\[\\]-]+)+=.*", Pattern.DOTALL);

    static CommandArguments split(String... arguments) {
        Map<Boolean, List<String>> parts = Arrays.stream(arguments)
                .collect(partitioningBy(word -> SETTING.matcher(word).matches()));
        return new CommandArguments(parts.getOrDefault(true, List.of()), parts.getOrDefault(false, List.of()));
    }
}
