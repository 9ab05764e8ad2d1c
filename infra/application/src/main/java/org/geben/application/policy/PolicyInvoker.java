package org.geben.application.policy;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.geben.command.policy.Policies;

/**
 * Shows policies the events of a unit of work together, just before it commits: in the transaction of the processor's
 * token, so that each is learnt once. Nothing is replayed to policies: they cannot be reset.
 */
final class PolicyInvoker implements EventHandlerInvoker {
    private static final String BATCH = PolicyInvoker.class.getName();

    private final Policies policies;

    PolicyInvoker(Policies policies) {
        this.policies = policies;
    }

    @Override
    public boolean canHandle(EventMessage<?> event, Segment segment) {
        return true;
    }

    @Override
    public void handle(EventMessage<?> event, Segment segment) {
        CurrentUnitOfWork.get()
                .<List<EventMessage<?>>>getOrComputeResource(BATCH, key -> begin())
                .add(event);
    }

    @Override
    public boolean supportsReset() {
        return false;
    }

    private List<EventMessage<?>> begin() {
        List<EventMessage<?>> batch = new ArrayList<>();
        CurrentUnitOfWork.get().onPrepareCommit(unitOfWork -> policies.see(batch));
        return batch;
    }
}
