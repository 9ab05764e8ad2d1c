package org.geben.command;

/** A command together with the circumstances under which it is given. */
public record Order(Object command, Circumstances circumstances) {}
