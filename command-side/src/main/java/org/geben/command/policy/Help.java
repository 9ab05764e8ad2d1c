package org.geben.command.policy;

import java.time.Instant;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;

/** A member has replied to somebody else in a group. */
public record Help(GroupId group, MemberId helper, Instant at) {}
