package org.geben.command.outreach;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.kernel.outreach.OutreachId;

/**
 * A policy has found that the cause is gone.
 *
 * @param since which cause: one that has come up later is another
 */
public record CloseOutreach(@TargetAggregateIdentifier OutreachId outreachId, Instant since) {}
