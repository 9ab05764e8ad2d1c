package org.geben.application.observability;

import static java.util.Map.entry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts the meters of others under the conventions of Prometheus. Axon names its meters and tags in camel case and says
 * of none what it is; a few others lack a description as well, or count in units that are not to be used.
 */
final class PrometheusNames implements MeterFilter {
    /** Begins the names of Axon's meters here. */
    static final String OF_AXON = "axon.";

    private static final String AXON = "eventProcessor.";
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    /** Counted in milliseconds and nanoseconds, which no filter can turn into seconds. */
    private static final Set<String> IN_OTHER_UNITS = Set.of("jvm.compilation.time", "process.cpu.time");

    /** The ending "count" is kept for histograms. */
    private static final Map<String, String> RENAMED = Map.of("system.cpu.count", "system.cpus");

    private static final Map<String, String> DESCRIPTIONS = Map.ofEntries(
            entry("allTimer", "Time to handle a message, whatever came of it"),
            entry("successTimer", "Time to handle a message that was handled"),
            entry("failureTimer", "Time to handle a message that failed"),
            entry("ignoredTimer", "Time to handle a message that was ignored"),
            entry("http.server.requests", "Time to answer requests"),
            entry("http.server.requests.active", "Time that requests under way have taken so far"),
            entry("tomcat.sessions.active.current", "Sessions now; the API uses none"),
            entry("tomcat.sessions.active.max", "The most sessions at one time"),
            entry("tomcat.sessions.alive.max", "The longest time that a session lived"),
            entry("tomcat.sessions.created", "Sessions made"),
            entry("tomcat.sessions.expired", "Sessions that ended by age"),
            entry("tomcat.sessions.rejected", "Sessions refused because there were too many"));

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return IN_OTHER_UNITS.contains(id.getName()) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        boolean isAxon = id.getName().startsWith(AXON);
        String name = isAxon ? axonName(id.getName()) : RENAMED.getOrDefault(id.getName(), id.getName());
        Iterable<Tag> tags = isAxon
                ? id.getTags().stream()
                        .map(tag -> Tag.of(apart(tag.getKey()), tag.getValue()))
                        .toList()
                : id.getTagsAsIterable();
        return new Meter.Id(name, Tags.of(tags), id.getBaseUnit(), description(id), id.getType());
    }

    private static String axonName(String name) {
        return OF_AXON + apart(name.replaceFirst("Timer$", ""));
    }

    private static String apart(String name) {
        return HUMP.matcher(name).replaceAll(".").toLowerCase(Locale.ROOT);
    }

    private static @Nullable String description(Meter.Id id) {
        String last = id.getName().substring(id.getName().lastIndexOf('.') + 1);
        return Optional.ofNullable(id.getDescription())
                .or(() -> Optional.ofNullable(DESCRIPTIONS.get(id.getName())))
                .or(() -> Optional.ofNullable(DESCRIPTIONS.get(last)))
                .orElse(null);
    }
}
