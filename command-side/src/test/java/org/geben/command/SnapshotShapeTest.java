package org.geben.command;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A snapshot of another shape must not be read: whoever changes an aggregate's fields raises its revision, here and there. */
class SnapshotShapeTest {
    private static List<String> shapes() {
        return List.of(
                "member.Member 3: comfort erased followed hiddenFromLeaderboards left memberId profile roles suspended welcomedBy wordsErased",
                "member.Office 1: holders officeId",
                "member.HandleReservation 1: holder reservationId",
                "group.Group 2: archived description groupId",
                "group.Membership 2: asked joined manager membershipId",
                "contribution.Contribution 3: acceptedAnswer author content contributionId featured group hidden hiddenByTheCommunity inReplyTo kind mentions reporters revision sharedWith withdrawn",
                "appreciation.Appreciation 2: allowance appreciationId disallowed giver receiver standing words",
                "appreciation.KudosAllowance 1: allowanceId from points reserved to",
                "outreach.Outreach 1: assignee closedBy member outreachId since state",
                "training.Training 1: cancelled trainingId",
                "training.Session 2: cancelled completed enrolled from places sessionId trainingId",
                "training.Session 2: cancelled completed enrolled from places sessionId trainingId",
                "pledge.LeadershipPledge 1: pledgeId standing",
                "pledge.LeadershipPledge 1: pledgeId standing",
                "inbox.Inbox 1: inboxId upTo",
                "scoring.ScoringRules 1: document rulesId validFrom version");
    }

    static List<Class<?>> aggregates() throws ClassNotFoundException {
        List<Class<?>> aggregates = new ArrayList<>();
        for (String shape : shapes()) {
            aggregates.add(aggregate(shape));
        }
        return aggregates;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void eachAggregateHasTheFieldsOfItsRevision(String shape) throws ClassNotFoundException {
        Class<?> aggregate = aggregate(shape);
        assertThat(aggregate.getDeclaredFields())
                .filteredOn(field -> !Modifier.isStatic(field.getModifiers()))
                .as("a final field is written and never read back")
                .noneMatch(field -> Modifier.isFinal(field.getModifiers()));
        String fields = Arrays.stream(aggregate.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .map(Field::getName)
                .sorted()
                .collect(joining(" "));
        String revision = aggregate.getAnnotation(Revision.class).value();
        assertThat("%s %s: %s".formatted(name(shape), revision, fields)).isEqualTo(shape);
    }

    private static Class<?> aggregate(String shape) throws ClassNotFoundException {
        return Class.forName("org.geben.command." + name(shape));
    }

    private static String name(String shape) {
        return shape.substring(0, shape.indexOf(' '));
    }
}
