package org.geben.query.history;

import org.geben.kernel.member.Role;

/** The members who read the whole history, in which nobody is left out and nothing is hidden. */
final class HistoryReaders {
    static final Role[] ROLES = {Role.AUDITOR, Role.INTEGRATOR, Role.ADMIN};

    private HistoryReaders() {}
}
