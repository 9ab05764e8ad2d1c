package org.geben.application.bulk;

import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One command as it is sent.
 *
 * @param command its name, such as {@code contribution.publish}
 * @param occurredAt when it happened, after RFC 3339; now, where it is left out
 * @param actor the member who acts, where the data do not say it
 * @param source the system that it comes from, for the envelope of its events
 * @param key of what it makes in that system; the id follows from source and key
 * @param data the command's own fields
 */
record CommandLine(
        @Nullable String command,
        @Nullable String occurredAt,
        @Nullable MemberId actor,
        @Nullable String source,
        @Nullable String key,
        @Nullable JsonNode data) {}
