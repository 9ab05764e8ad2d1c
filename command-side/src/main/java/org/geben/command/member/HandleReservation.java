package org.geben.command.member;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.geben.kernel.member.MemberRule.HANDLE_TAKEN;

import java.util.UUID;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.SourceId;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.HandleEvent;
import org.geben.kernel.member.HandleEvent.HandleReleased;
import org.geben.kernel.member.HandleEvent.HandleReserved;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a handle for one member. It is a stream of its own, because uniqueness can only be promised where two wishes for
 * the same handle meet: at the first event of this stream.
 */
@Revision("1")
@Aggregate(type = "handle", snapshotTriggerDefinition = "snapshotTrigger")
class HandleReservation {
    @AggregateIdentifier
    private UUID reservationId;

    private @Nullable MemberId holder;

    void reserve(Handle handle, MemberId member) {
        if (member.equals(holder)) {
            return;
        }
        if (holder != null) {
            throw HANDLE_TAKEN.broken().about("handle");
        }
        apply(new HandleReserved(handle, member));
    }

    void release(Handle handle, MemberId member) {
        if (member.equals(holder)) {
            apply(new HandleReleased(handle, member));
        }
    }

    /** @param stream absent while the first event is being decided */
    @EventSourcingHandler
    void evolve(HandleEvent event, @SourceId @Nullable String stream) {
        // An erased holder's handle is read as another one, which has not given the stream its id.
        reservationId = stream == null ? event.handle().reservationId() : UUID.fromString(stream);
        switch (event) {
            case HandleReserved reserved -> holder = reserved.holder();
            case HandleReleased released -> holder = null;
        }
    }
}
