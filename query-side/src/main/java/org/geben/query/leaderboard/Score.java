package org.geben.query.leaderboard;

import java.math.BigDecimal;

/** Points, which are kept in whole millionths, as answers tell them. */
final class Score {
    private static final int DIGITS = 6;

    private Score() {}

    /** Without zeros behind the point. */
    static BigDecimal of(long millionths) {
        BigDecimal points = BigDecimal.valueOf(millionths, DIGITS).stripTrailingZeros();
        return points.scale() < 0 ? points.setScale(0) : points;
    }
}
