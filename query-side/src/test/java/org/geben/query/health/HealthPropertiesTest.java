package org.geben.query.health;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.geben.query.generation.ReadSide;

class HealthPropertiesTest {
    @Property(tries = 5)
    void nothingIsLostByParking(@ForAll long seed) {
        ReadSide.shared().assertNothingIsLostByParking(new HealthProjection(), seed);
    }

    @Property(tries = 15)
    void tablesAreTheSameHoweverTheyAreFolded(@ForAll long seed) {
        ReadSide.shared().assertSameHoweverItIsFolded(new HealthProjection(), seed);
    }
}
