package org.geben.benchmarks.community;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What members say, and what they are called. */
final class Words {
    private static final int TAGS_OF_A_PIECE = 4;

    private static final List<String> SENTENCES = List.of(
            "The first beans came up last week, a good month before I had hoped for them.",
            "We met in the yard after work and nobody wanted to go home.",
            "Has anybody tried this with clay soil?",
            "I would rather ask a stupid question now than dig everything up in June.",
            "Somebody has left three crates of jars at the gate, please take what you can use.",
            "It took two evenings, one borrowed ladder and far too much coffee.",
            "My neighbour showed me how to graft, and I am still amazed that it holds.",
            "Thank you for the seedlings!",
            "The slugs ate all of it, so I am starting over.",
            "For everyone who could not be there: the notes are in the blue folder, and the pictures will follow.",
            "I measured it for a whole season, and the shady bed gave more than the sunny one.",
            "Please tell me if you would like to learn this, there is room for four more.",
            "That is exactly the opposite of what I was taught, and it works.",
            "Next time we should begin with those who have never held a spade.");

    private static final List<String> TITLES = List.of(
            "When to sow, and where",
            "What to do about the wall",
            "Slugs, again",
            "A table for twelve",
            "How we shared the harvest",
            "Looking for a ladder",
            "Seven things that I have learned about compost");

    private static final List<String> TAGS = List.of(
            "beans", "compost", "slugs", "tools", "harvest", "water", "seeds", "winter", "bees", "fences", "children");

    private static final List<String> NAMES =
            List.of("Ana", "Bela", "Chidi", "Dara", "Emre", "Fatou", "Goran", "Hanae", "Ines", "Jonas", "Kofi", "Lina");

    private final Chance chance;

    Words(Chance chance) {
        this.chance = chance;
    }

    /** Some sentences, mostly fewer than twice the mean. */
    String text(double mean) {
        return Stream.generate(() -> chance.any(SENTENCES))
                .limit(1 + (long) chance.around(mean))
                .collect(Collectors.joining(" "));
    }

    String title() {
        return chance.any(TITLES);
    }

    List<String> tags() {
        return Stream.generate(() -> chance.early(TAGS))
                .limit(chance.below(TAGS_OF_A_PIECE))
                .distinct()
                .toList();
    }

    String name(int number) {
        return NAMES.get(number % NAMES.size());
    }
}
