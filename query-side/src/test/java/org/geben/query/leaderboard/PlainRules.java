package org.geben.query.leaderboard;

import java.util.HashSet;
import java.util.Set;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.member.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A document of rules as its description has it: what it leaves out is as usual. */
record PlainRules(JsonNode document) {
    static final PlainRules USUAL = new PlainRules(JsonMapper.shared().createObjectNode());

    int reply() {
        return number("/giving/reply", 1);
    }

    int given(AppreciationKind kind) {
        return number("/giving/appreciation/" + kind, 1);
    }

    int giver() {
        return number("/appreciated/giver", 1);
    }

    int received(AppreciationKind kind) {
        return number("/appreciated/appreciation/" + kind, 0);
    }

    int contribution(ContributionKind kind) {
        return number("/contributing/contribution/" + kind, 1);
    }

    int acceptedAnswer() {
        return number("/helping/acceptedAnswer", 1);
    }

    int firstResponse() {
        return number("/helping/firstResponse", 1);
    }

    int welcome() {
        return number("/welcoming/welcome", 1);
    }

    int mostPerGiverAndDay() {
        return number("/fairness/mostPerGiverAndDay", Integer.MAX_VALUE);
    }

    int mostPerReceiverAndDay() {
        return number("/fairness/mostPerReceiverAndDay", Integer.MAX_VALUE);
    }

    boolean dampsRepeats() {
        JsonNode damped = document.at("/fairness/dampedRepeats");
        return damped.isMissingNode() || damped.booleanValue();
    }

    Set<Role> excludedRoles() {
        Set<Role> roles = new HashSet<>();
        document.at("/excludedRoles").forEach(role -> roles.add(Role.valueOf(role.stringValue())));
        return roles;
    }

    private int number(String pointer, int usual) {
        JsonNode number = document.at(pointer);
        return number.isMissingNode() ? usual : number.intValue();
    }
}
