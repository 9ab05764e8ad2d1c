package org.geben.eventstore.contract;

/** The event that the contract stores. */
public record Noted(String text) {}
