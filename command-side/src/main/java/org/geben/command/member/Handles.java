package org.geben.command.member;

import static org.geben.kernel.member.MemberRule.HANDLE_MALFORMED;
import static org.geben.kernel.member.MemberRule.HANDLE_TAKEN;

import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.axonframework.modelling.command.Repository;
import org.geben.command.AnotherStream;
import org.geben.kernel.RuleViolation;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.privacy.Trace;
import org.springframework.stereotype.Component;

/**
 * Reserves handles in the unit of work of the member who wants them: the member's event and the reservation are recorded
 * together or not at all.
 */
@Component
class Handles {
    private static final Pattern WELL_FORMED = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._-]{1,63}");

    private final Repository<HandleReservation> reservations;

    Handles(Repository<HandleReservation> reservations) {
        this.reservations = reservations;
    }

    /** @throws RuleViolation HANDLE_MALFORMED or HANDLE_TAKEN */
    void reserve(Handle handle, MemberId member) {
        if (!WELL_FORMED.matcher(handle.value()).matches()) {
            throw HANDLE_MALFORMED.broken().about("handle");
        }
        if (Trace.isHandle(handle.value())) {
            throw HANDLE_TAKEN.broken();
        }
        change(handle, reservation -> reservation.reserve(handle, member));
    }

    /** Both handles stay with the member if they are the same to a reader. */
    void exchange(Handle old, Handle wanted, MemberId member) {
        reserve(wanted, member);
        if (!old.sameAs(wanted)) {
            release(old, member);
        }
    }

    void release(Handle handle, MemberId member) {
        change(handle, reservation -> reservation.release(handle, member));
    }

    private void change(Handle handle, Consumer<HandleReservation> change) {
        AnotherStream.change(reservations, handle, HandleReservation::new, change);
    }
}
