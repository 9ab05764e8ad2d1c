package org.geben.query.leaderboard;

import java.time.Instant;
import java.time.ZoneId;
import org.geben.query.Page;

/**
 * How a board would change under the rules of a private generation.
 *
 * @param generation its id
 * @param at any moment of the window
 */
record GetLeaderboardDiff(long generation, Board board, Window window, Instant at, ZoneId zone, Page page) {}
