package org.geben.query.feed;

import java.util.Locale;
import org.geben.query.Refusal;
import org.jspecify.annotations.Nullable;

/** How a feed is ordered. */
enum Order {
    /** The newest first. */
    LATEST,
    /** As {@link InclusiveOrder} says. */
    INCLUSIVE;

    /** @throws Refusal 400 {@code ORDER_UNKNOWN} */
    static Order named(@Nullable String name) {
        if (name == null) {
            return LATEST;
        }
        for (Order order : values()) {
            if (order.name().toLowerCase(Locale.ROOT).equals(name)) {
                return order;
            }
        }
        throw Refusal.badRequest("ORDER_UNKNOWN", "A feed's order is latest or inclusive.", "order");
    }
}
