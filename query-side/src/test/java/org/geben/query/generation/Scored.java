package org.geben.query.generation;

import org.axonframework.eventhandling.EventHandler;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.query.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The smallest projection with rules: who comes has a point, or as many as {@code {"arrival": 2}} says. */
final class Scored implements Projection<Scored.Arrived> {
    private final int version;
    private final @Nullable JsonNode rules;
    private final @Nullable String unbearable;

    Scored(int version) {
        this(version, null, null);
    }

    private Scored(int version, @Nullable JsonNode rules, @Nullable String unbearable) {
        this.version = version;
        this.rules = rules;
        this.unbearable = unbearable;
    }

    /** @param handles a pattern of those on whose arrival its handler fails */
    Scored failingOn(String handles) {
        return new Scored(version, rules, handles);
    }

    Scored under(int arrival) {
        return under(JsonMapper.shared().createObjectNode().put("arrival", arrival));
    }

    @Override
    public String name() {
        return "scored";
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public @Nullable JsonNode rules() {
        return rules;
    }

    @Override
    public Scored under(JsonNode document) {
        if (!document.path("arrival").isInt()) {
            throw Refusal.badRequest("RULES_MALFORMED", "An arrival has points.", "/rules/arrival");
        }
        return new Scored(version, document, unbearable);
    }

    @Override
    public Arrived batch(Buffers buffers, Tables tables) {
        return new Arrived(buffers.inserts("point", "member uuid", "points bigint"));
    }

    @EventHandler
    void on(MemberJoined event, Arrived batch) {
        if (unbearable != null && event.handle().value().matches(unbearable)) {
            throw new IllegalStateException(event.handle().value() + " is not to be borne");
        }
        batch.points.add(
                event.memberId().value(),
                rules == null ? 1L : rules.path("arrival").asLong());
    }

    record Arrived(Rows points) implements Batch {
        @Override
        public void flush(Tables tables) {}
    }
}
