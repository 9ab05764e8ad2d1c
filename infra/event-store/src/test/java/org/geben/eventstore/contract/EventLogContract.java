package org.geben.eventstore.contract;

/**
 * What every engine of this extension promises. Some promise more, and their tests name it besides: a
 * {@link UniqueEventIdContract}, an {@link AppendOrderContract}.
 */
public interface EventLogContract
        extends EngineContract,
                EventLogSceneContract,
                ConflictContract,
                RaceContract,
                TailingContract,
                RecordedAtContract,
                AppendedPositionContract,
                ReadStreamsContract,
                ReplayContract,
                UpcastingContract,
                CommandContract,
                OtherNodeContract {}
