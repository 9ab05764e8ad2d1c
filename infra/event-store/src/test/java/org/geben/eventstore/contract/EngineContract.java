package org.geben.eventstore.contract;

/** What any engine promises, whoever made it. */
public interface EngineContract extends RoundTripContract, TokenContract, SnapshotContract, AggregateContract {}
