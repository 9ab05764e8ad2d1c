package org.geben.query.leaderboard;

import org.geben.query.Page;

/**
 * How a board would change under the rules of a private generation.
 *
 * @param generation its id
 */
record GetLeaderboardDiff(long generation, Board board, Span span, Page page) {}
