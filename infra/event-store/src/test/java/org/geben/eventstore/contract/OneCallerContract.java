package org.geben.eventstore.contract;

/** What engines of this extension promise as long as nobody else is in a hurry. */
public interface OneCallerContract
        extends EngineContract,
                EventLogSceneContract,
                ConflictContract,
                RecordedAtContract,
                AppendedPositionContract,
                ReadStreamsContract,
                ReplayContract,
                UpcastingContract,
                CommandContract,
                OtherNodeContract {}
