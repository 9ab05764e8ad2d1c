package org.geben.eventstore.contract;

/**
 * What every engine of this extension promises. Some promise more, and their tests name it besides: a
 * {@link UniqueEventIdContract}, an {@link AppendOrderContract}, a {@link ContiguousPositionContract}. Nothing here
 * relies on any of these.
 */
public interface EventLogContract extends OneCallerContract, RaceContract, TailingContract {}
