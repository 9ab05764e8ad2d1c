package org.geben.kernel.pledge;

import java.time.LocalDate;

/**
 * What a leader will give each week.
 *
 * @param perWeek how many of the unit
 * @param from the day on which it begins, wherever the leader is
 */
public record Pledge(PledgeUnit unit, int perWeek, LocalDate from) {}
