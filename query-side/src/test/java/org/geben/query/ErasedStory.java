package org.geben.query;

import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.geben.kernel.member.MemberEvent.MemberErased;
import org.geben.kernel.member.MemberEvent.MemberWordsErased;
import org.geben.kernel.privacy.Personal;
import org.geben.kernel.privacy.Personal.Kind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A story as it is read once those are erased of whom it tells that. */
final class ErasedStory {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Set<String> destroyed = new HashSet<>();

    private ErasedStory() {}

    static Story of(Story story) {
        ErasedStory erased = new ErasedStory();
        story.log().forEach(erased::note);
        return story.retold(erased::read);
    }

    private void note(TrackedEventMessage<?> event) {
        if (event.getPayload() instanceof MemberErased gone) {
            destroyed.add(key(gone.memberId().value(), Kind.IDENTITY));
        } else if (event.getPayload() instanceof MemberWordsErased silent) {
            destroyed.add(key(silent.memberId().value(), Kind.WORDS));
        }
    }

    private TrackedEventMessage<?> read(TrackedEventMessage<?> event) {
        ObjectNode json = JSON.valueToTree(event.getPayload());
        boolean changed = false;
        for (RecordComponent part : event.getPayloadType().getRecordComponents()) {
            for (Personal personal : part.getAccessor().getAnnotationsByType(Personal.class)) {
                @Nullable String owner = json.path(personal.of()).asStringOpt().orElse(null);
                if (owner != null
                        && json.has(part.getName())
                        && destroyed.contains(key(UUID.fromString(owner), personal.kind()))) {
                    json.set(part.getName(), JSON.valueToTree(personal.leaves().of(UUID.fromString(owner))));
                    changed = true;
                }
            }
        }
        return changed ? with(event, JSON.treeToValue(json, event.getPayloadType())) : event;
    }

    private static TrackedEventMessage<?> with(TrackedEventMessage<?> event, Object payload) {
        DomainEventMessage<?> told = (DomainEventMessage<?>) event;
        return new GenericTrackedDomainEventMessage<>(
                event.trackingToken(),
                told.getType(),
                told.getAggregateIdentifier(),
                told.getSequenceNumber(),
                new GenericMessage<>(event.getIdentifier(), payload, event.getMetaData()),
                event::getTimestamp);
    }

    private static String key(UUID member, Kind kind) {
        return member + "/" + kind;
    }
}
