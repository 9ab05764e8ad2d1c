package org.geben.query.search;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.geben.query.generation.ReadSide;

class SearchPropertiesTest {
    @Property(tries = 8)
    void tablesAreTheSameHoweverTheyAreFolded(@ForAll long seed) {
        ReadSide.shared().assertSameHoweverItIsFolded(new SearchProjection(), seed);
    }
}
