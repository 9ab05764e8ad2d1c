package org.geben.application.imports.slack;

import java.time.Instant;
import org.geben.kernel.group.GroupId;

/** A public channel; there are few enough of them to be kept in memory. */
record Channel(String id, GroupId group, Instant created) {}
