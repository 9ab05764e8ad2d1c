package org.geben.query.desk;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.geben.query.generation.ReadSide;

class DeskPropertiesTest {
    private final ReadSide readSide = ReadSide.shared();

    @Property(tries = 5)
    void nothingIsLostByParking(@ForAll long seed) {
        readSide.assertNothingIsLostByParking(new DeskProjection(), seed);
    }

    @Property(tries = 15)
    void tablesAreTheSameHoweverTheyAreFolded(@ForAll long seed) {
        readSide.assertSameHoweverItIsFolded(new DeskProjection(), seed);
    }
}
