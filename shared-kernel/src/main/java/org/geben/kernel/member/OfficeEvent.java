package org.geben.kernel.member;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Who holds a role that the community must not be without. A stream of its own, so that of two who would both be the last
 * to go the log lets only one.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface OfficeEvent {
    OfficeId officeId();

    record OfficeTaken(OfficeId officeId, Role role, MemberId holder) implements OfficeEvent {}

    record OfficeLeft(OfficeId officeId, Role role, MemberId holder) implements OfficeEvent {}
}
