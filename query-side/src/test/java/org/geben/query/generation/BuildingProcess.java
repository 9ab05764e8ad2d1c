package org.geben.query.generation;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.geben.query.AllProjections;
import org.geben.query.Cut;
import org.geben.query.RandomStory;
import org.geben.query.Story;

/** Works on all views of a story over and over, until it is killed. */
final class BuildingProcess {
    /** What it says when it begins. */
    static final String BEGUN = "building";

    static final int STEPS = 400;

    private static final Projection<?>[] ALL = AllProjections.FOUND.toArray(Projection<?>[]::new);

    private final ReadSide readSide;
    private final Story story;
    private final Generations generations;

    /** What it does. */
    enum Work {
        BUILD,
        VERIFY_AND_CUT
    }

    private BuildingProcess(ReadSide readSide, Story story) {
        this.readSide = readSide;
        this.story = story;
        this.generations = readSide.following(story);
    }

    /** @param arguments where the database is, which story is told, and what is to be done */
    public static void main(String... arguments) throws InterruptedException {
        BuildingProcess process =
                new BuildingProcess(ReadSide.at(arguments[0]), RandomStory.of(Long.parseLong(arguments[1]), STEPS));
        Work work = Work.valueOf(arguments[2]);
        System.out.println(BEGUN);
        while (!Thread.interrupted()) {
            switch (work) {
                case BUILD -> process.build();
                case VERIFY_AND_CUT -> process.verifyAndCut();
            }
            process.generations.dropRetired(Duration.ZERO);
        }
    }

    private void build() throws InterruptedException {
        AllProjections.FOUND.forEach(generations::build);
        readSide.builder(generations, story, ALL).buildAll(() -> {});
    }

    private void verifyAndCut() throws InterruptedException {
        AllProjections.FOUND.forEach(readSide.verifications()::order);
        CompletableFuture<Void> cutting = CompletableFuture.runAsync(() -> cut(readSide, story));
        readSide.verifier(new Told(story), ALL).verifyAll();
        cutting.join();
    }

    /** Has every view read at every cut; there is no room for more than one of them. */
    static void cut(ReadSide readSide, Story story) {
        Views views = readSide.views(
                new Told(story), readSide.positions, Duration.ofMinutes(1), Clock.systemUTC(), List.of(ALL), 0);
        for (Cut cut : cuts(story)) {
            AllProjections.FOUND.forEach(projection -> views.read(projection.name(), cut, Reading::origin));
        }
    }

    static List<Cut> cuts(Story story) {
        long end = story.position();
        return Stream.of(
                        new Cut.ByPosition(end / 3),
                        new Cut.ByTime(story.log().stream()
                                .map(EventMessage::getTimestamp)
                                .sorted()
                                .skip(end / 2)
                                .findFirst()
                                .orElseThrow()),
                        new Cut.ByPosition(end - 1))
                .map(Cut.class::cast)
                .toList();
    }
}
