package org.geben.query.health;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.geben.query.generation.Origin;
import org.jspecify.annotations.Nullable;

/** What is told of classes and networks is told of five members at least, and so is what can be reckoned from it. */
class WithholdingPropertiesTest {
    private static final Map<String, Long> LEFT_OUT = Map.of("contributionsHidden", 2L);

    @Property
    void neitherWhatIsToldNorTheRestIsAboutFewerThanFive(
            @ForAll @Size(min = 1, max = 12) List<@LongRange(min = 0, max = 9) Long> sizes) {
        Map<Integer, Long> classes = classes(sizes);

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

    @Property
    void atNoTimeIsASmallClassToldFromThoseThatHadBegunByThen(
            @ForAll @Size(min = 1, max = 12) List<@LongRange(min = 0, max = 9) Long> sizes) {
        SortedMap<Integer, Long> classes = classes(sizes);

        Set<Integer> withheld = Privacy.withheldAsTheyBegin(classes);

        assertThat(withheld).isEqualTo(PlainHealth.hiddenAsTheyBegin(classes));
        for (int begun = 1; begun <= sizes.size(); begun++) {
            Map<Integer, Long> there = classes.headMap(begun);
            List<Long> hidden = there.keySet().stream()
                    .filter(withheld::contains)
                    .map(sizes::get)
                    .toList();
            List<Long> told = there.keySet().stream()
                    .filter(one -> !withheld.contains(one))
                    .map(sizes::get)
                    .filter(size -> size > 0)
                    .toList();
            assertThat(told).allMatch(size -> size >= 5);
            boolean isEnough =
                    hidden.size() > 1 && hidden.stream().mapToLong(n -> n).sum() >= 5;
            boolean isAnySmall = hidden.stream().anyMatch(size -> size < 5);
            assertThat(!isAnySmall || isEnough || told.isEmpty())
                    .as("%d of %s", begun, sizes)
                    .isTrue();
        }
    }

    @Property
    void ofANetworkOfFewerThanFiveNothingIsTold(
            @ForAll @Size(max = 12) Set<@IntRange(min = 0, max = 63) Integer> pairs,
            @ForAll boolean isSilenceWithheld) {
        Set<List<Integer>> edges = edges(pairs);
        Set<Integer> members = members(edges);

        GetNetwork.Result network = network(edges, isSilenceWithheld);

        if (!members.isEmpty() && members.size() < 5) {
            assertThat(told(network)).containsOnlyNulls();
            assertThat(network.excluded()).isEmpty();
            assertThat(network.undefinedBecause()).isEqualTo(Privacy.TOO_FEW);
        } else {
            assertThat(network.excluded()).isEqualTo(LEFT_OUT);
            assertThat(network.edges()).isEqualTo(edges.size());
            assertThat(network.reciprocated())
                    .isEqualTo(edges.stream()
                            .filter(edge -> edges.contains(edge.reversed()))
                            .count());
            assertThat(network.members()).isEqualTo(isSilenceWithheld ? null : (Long) (long) members.size());
            assertThat(network.components() == null).isEqualTo(isSilenceWithheld);
        }
    }

    /** So many pairs may be of few members, or of two members each: in how many parts they are would tell. */
    @Property
    void whatIsToldOfANetworkOfWithheldMembersLeavesOpenHowManyTheyAre(
            @ForAll @Size(max = 12) Set<@IntRange(min = 0, max = 63) Integer> pairs) {
        GetNetwork.Result network = network(edges(pairs), true);

        if (network.edges() != null && network.reciprocated() != null && network.edges() > 0) {
            assertThat(told(network)).filteredOn(Objects::nonNull).hasSize(2);
            long related = network.edges() - network.reciprocated() / 2;
            assertThat(LongStream.rangeClosed(5, 2 * related).filter(n -> n * (n - 1) / 2 >= related))
                    .hasSizeGreaterThan(1);
        }
    }

    private static SortedMap<Integer, Long> classes(List<Long> sizes) {
        SortedMap<Integer, Long> classes = new TreeMap<>();
        sizes.forEach(size -> classes.put(classes.size(), size));
        return classes;
    }

    /** From each giver to a receiver. */
    private static Set<List<Integer>> edges(Set<Integer> pairs) {
        return pairs.stream()
                .map(pair -> List.of(pair / 8, pair % 8))
                .filter(edge -> !edge.getFirst().equals(edge.getLast()))
                .collect(toSet());
    }

    private static Set<Integer> members(Set<List<Integer>> edges) {
        return edges.stream().flatMap(List::stream).collect(toSet());
    }

    private static GetNetwork.Result network(Set<List<Integer>> edges, boolean isSilenceWithheld) {
        GetHealth.Stretch window = new GetHealth.Stretch(Instant.EPOCH, Instant.EPOCH.plusSeconds(1), "UTC");
        Origin origin = new Origin("health-1", 1, null);
        Network network = new Network();
        edges.forEach(edge -> network.add(edge.getFirst(), edge.getLast()));
        return GetNetwork.Result.of(network, isSilenceWithheld, LEFT_OUT, window, "community", origin);
    }

    private static List<@Nullable Object> told(GetNetwork.Result network) {
        return Arrays.asList(
                network.members(),
                network.edges(),
                network.reciprocated(),
                network.density(),
                network.components(),
                network.largestShare());
    }
}
