package org.geben.kernel.member;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.geben.kernel.privacy.Personal;
import org.geben.kernel.privacy.Trace;

/**
 * Who holds a handle. A stream of its own whose id comes from the handle, so that of two members who want it at the same
 * moment the log itself lets only one have it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface HandleEvent {
    Handle handle();

    record HandleReserved(
            @Personal(of = "holder", leaves = Trace.HANDLE) Handle handle, MemberId holder) implements HandleEvent {}

    record HandleReleased(
            @Personal(of = "holder", leaves = Trace.HANDLE) Handle handle, MemberId holder) implements HandleEvent {}
}
