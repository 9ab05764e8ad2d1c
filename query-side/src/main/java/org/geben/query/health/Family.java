package org.geben.query.health;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.geben.query.Refusal;

/** Metrics that are made of the same facts, and so are read together. */
enum Family {
    PARTICIPATION(
            Participation::metrics,
            "contributors",
            "activeMembers",
            "participationTop1",
            "participationNext9",
            "participationRemaining90",
            "absenceFactor",
            "recognitionGini",
            "recognitionCoverageReceivers",
            "recognitionCoverageGivers"),
    RESPONSES(
            Responses::metrics,
            "unansweredShare",
            "unansweredAppreciationOnly",
            "unansweredNothing",
            "timeToFirstResponseMedian",
            "timeToFirstResponseP90"),
    NEWCOMERS(
            Newcomers::metrics,
            "newContributors",
            "firstContributionReplyRate",
            "activation",
            "activationTrained",
            "activationUntrained"),
    LURKERS(Lurkers::metrics, "lurkersStrict", "lurkersBroad"),
    STICKINESS(Stickiness::metrics, "stickiness"),
    RECIPROCITY(Reciprocity::metrics, "reciprocity", "correctedReciprocity"),
    GIVE_TAKE(
            GiveTake::metrics,
            "giveTakeMedian",
            "personaGivers",
            "personaBalanced",
            "personaReceivers",
            "personaSilent"),
    LEADERSHIP(Leadership::metrics, "leadershipParticipation", "leadershipFirstResponses", "pledgeKept"),
    TRAININGS(Trainings::metrics, "trainingCoverageNative", "trainingCoverageImmigrant", "trainingCoverageHesitant"),
    INCLUSION(Inclusion::metrics, "inclusionNewcomers", "inclusionNeverThanked", "inclusionLurkers"),
    HELPING(Helping::metrics, "singleHelperGroups", "gratitudeGap");

    private final Function<Observation, List<Metric>> metrics;
    private final List<String> names;

    Family(Function<Observation, List<Metric>> metrics, String... names) {
        this.metrics = metrics;
        this.names = List.of(names);
    }

    /** @throws Refusal 400 {@code METRIC_UNKNOWN} */
    static Family with(String metric) {
        return Arrays.stream(values())
                .filter(family -> family.names.contains(metric))
                .findFirst()
                .orElseThrow(() -> Refusal.badRequest(
                        "METRIC_UNKNOWN",
                        "The metric is one of %s.".formatted(String.join(", ", allNames())),
                        "metric"));
    }

    static List<String> allNames() {
        return Stream.of(values()).flatMap(family -> family.names.stream()).toList();
    }

    List<Metric> metrics(Observation observation) {
        return metrics.apply(observation);
    }

    Metric metric(Observation observation, String name) {
        return metrics(observation).stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static List<Metric> all(Observation observation) {
        return Stream.of(values())
                .flatMap(family -> family.metrics(observation).stream())
                .toList();
    }
}
