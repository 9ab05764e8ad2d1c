package org.geben.query.feed;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.geben.query.generation.ReadSide;

class FeedPropertiesTest {
    @Property(tries = 5)
    void nothingIsLostByParking(@ForAll long seed) {
        ReadSide.shared().assertNothingIsLostByParking(new FeedProjection(), seed);
    }

    @Property(tries = 15)
    void tablesAreTheSameHoweverTheyAreFolded(@ForAll long seed) {
        ReadSide.shared().assertSameHoweverItIsFolded(new FeedProjection(), seed);
    }
}
