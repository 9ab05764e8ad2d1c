package org.geben.eventstore;

/** The event that the contract stores. */
public record Noted(String text) {}
