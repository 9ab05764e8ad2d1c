package org.geben.kernel.group;

import static org.geben.kernel.Rule.Breach.CONFLICT;
import static org.geben.kernel.Rule.Breach.NOT_ALLOWED;
import static org.geben.kernel.Rule.Breach.UNACCEPTABLE;
import static org.geben.kernel.Rule.Breach.UNKNOWN;

import org.geben.kernel.Rule;

/** The rules of groups. */
public enum GroupRule implements Rule {
    GROUP_UNKNOWN(UNKNOWN, "There is no such group."),
    NOT_IN_THE_GROUP(UNKNOWN, "The member is not in this group."),
    GROUP_NAME_OUT_OF_BOUNDS(UNACCEPTABLE, "A group's name has 1 to 100 characters."),
    GROUP_PURPOSE_OUT_OF_BOUNDS(UNACCEPTABLE, "A group's purpose has at most 2,000 characters."),
    GROUP_POSTING_TOO_WIDE(UNACCEPTABLE, "In a group that is not open only members or managers open threads."),
    GROUP_STAYS_CLOSED(CONFLICT, "A group that was not open stays so: what was said in it was said among its members."),
    GROUP_ARCHIVED(
            CONFLICT, "The group is archived; it takes no members, contributions or changes until it is reopened."),
    GROUP_MEMBERSHIP_REQUIRED(NOT_ALLOWED, "Only members of the group may do this."),
    GROUP_MANAGER_REQUIRED(
            NOT_ALLOWED, "Only a manager of the group, a community manager or an administrator may do this."),
    GROUP_JOIN_NOT_REQUESTED(CONFLICT, "The member does not ask to join this group.");

    private final Breach breach;
    private final String sentence;

    GroupRule(Breach breach, String sentence) {
        this.breach = breach;
        this.sentence = sentence;
    }

    @Override
    public Breach breach() {
        return breach;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
