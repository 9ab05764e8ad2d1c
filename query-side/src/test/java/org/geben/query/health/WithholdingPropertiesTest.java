package org.geben.query.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Whoever knows the sum of all classes learns of no fewer than five members by taking away those that are told. */
class WithholdingPropertiesTest {
    @Property
    void neitherWhatIsToldNorTheRestIsAboutFewerThanFive(
            @ForAll @Size(min = 1, max = 12) List<@LongRange(min = 0, max = 9) Long> sizes) {
        Map<Integer, Long> classes = new TreeMap<>();
        sizes.forEach(size -> classes.put(classes.size(), size));

        Set<Integer> withheld = Privacy.withheld(classes);

        assertThat(withheld).isEqualTo(PlainHealth.hidden(classes));
        long all = sizes.stream().mapToLong(n -> n).sum();
        long rest = withheld.stream().mapToLong(one -> sizes.get(one)).sum();
        if (all >= 5) {
            classes.forEach((one, size) -> assertThat(withheld.contains(one) || size == 0 || size >= 5)
                    .as("%d of %s", one, sizes)
                    .isTrue());
            assertThat(withheld.isEmpty() || withheld.size() > 1 && rest >= 5).isTrue();
        } else {
            assertThat(withheld).isEqualTo(all == 0 ? Set.of() : classes.keySet());
        }
    }
}
