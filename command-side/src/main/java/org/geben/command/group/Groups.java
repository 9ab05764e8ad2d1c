package org.geben.command.group;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static org.geben.kernel.group.GroupRule.GROUP_ARCHIVED;
import static org.geben.kernel.group.GroupRule.GROUP_UNKNOWN;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.geben.command.LogView;
import org.geben.kernel.RuleViolation;
import org.geben.kernel.group.GroupAccess;
import org.geben.kernel.group.GroupEvent.GroupArchived;
import org.geben.kernel.group.GroupEvent.GroupDescribed;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.group.GroupEvent.GroupReopened;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.group.GroupPosting;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the rules of other streams ask about groups. Who belongs to them, {@link Memberships} know. */
@Component
public class Groups {
    private final LogView<Known> known;

    public Groups(EventStore log) {
        known = new LogView<>(
                log,
                Groups::evolve,
                GroupFounded.class,
                GroupDescribed.class,
                GroupArchived.class,
                GroupReopened.class);
    }

    /** @throws RuleViolation GROUP_UNKNOWN */
    public Known known(GroupId group) {
        return known.of(group).orElseThrow(GROUP_UNKNOWN::broken);
    }

    /**
     * A group that takes members and contributions.
     *
     * @throws RuleViolation GROUP_UNKNOWN or GROUP_ARCHIVED
     */
    Known taking(GroupId group) {
        Known taking = known(group);
        if (taking.archived()) {
            throw GROUP_ARCHIVED.broken();
        }
        return taking;
    }

    private static Known evolve(@Nullable Known before, Object event) {
        if (event instanceof GroupFounded founded) {
            return Known.of(founded.access(), founded.posting(), false);
        }
        Known group = requireNonNull(before, "A group's history begins with its founding.");
        return switch (event) {
            case GroupDescribed described -> Known.of(described.access(), described.posting(), group.archived);
            case GroupArchived archived -> new Known(group.access, group.posting, true);
            case GroupReopened reopened -> new Known(group.access, group.posting, false);
            default -> group;
        };
    }

    /** What is known of one group. */
    public record Known(GroupAccess access, GroupPosting posting, boolean archived) {
        private static Known of(GroupAccess access, @Nullable GroupPosting posting, boolean archived) {
            return new Known(access, requireNonNullElse(posting, GroupPosting.usual(access)), archived);
        }

        public boolean isOpen() {
            return access == GroupAccess.OPEN;
        }
    }
}
