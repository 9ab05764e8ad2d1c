package org.geben.command;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A snapshot of another shape must not be read: whoever changes an aggregate's fields raises its revision, here and there. */
class SnapshotShapeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "member.Member 2: comfort followed hiddenFromLeaderboards left memberId profile roles suspended welcomedBy",
                "member.Office 1: holders officeId",
                "member.HandleReservation 1: holder reservationId",
                "group.Group 2: archived description groupId",
                "group.Membership 2: asked joined manager membershipId",
                "contribution.Contribution 2: acceptedAnswer author content contributionId featured group hidden inReplyTo kind mentions reporters revision sharedWith withdrawn",
                "appreciation.Appreciation 2: allowance appreciationId disallowed giver receiver standing words",
                "appreciation.KudosAllowance 1: allowanceId from points reserved to",
                "outreach.Outreach 1: assignee closedBy member outreachId since state"
            })
    void eachAggregateHasTheFieldsOfItsRevision(String shape) throws ClassNotFoundException {
        String name = shape.substring(0, shape.indexOf(' '));
        Class<?> aggregate = Class.forName("org.geben.command." + name);
        String fields = Arrays.stream(aggregate.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .map(Field::getName)
                .sorted()
                .collect(joining(" "));
        String revision = aggregate.getAnnotation(Revision.class).value();
        assertThat("%s %s: %s".formatted(name, revision, fields)).isEqualTo(shape);
    }
}
