package org.geben.query;

import org.geben.kernel.member.Role;

/**
 * Whether a reader may read what only some may. It goes by the roles that members hold now, whatever past is read: who
 * has given up a role has given up what it showed. Nobody named is the operator of the community, who may.
 */
public interface Access {
    /**
     * Whether the reader holds one of the roles, and has not left, been suspended or erased.
     *
     * @param asOf which state is to be read: one that must have reached a position is to know of the roles up to there
     */
    boolean holds(Reader reader, AsOf asOf, Role... anyOf);

    /** @throws Refusal 403 {@code ROLE_REQUIRED} unless the reader {@linkplain #holds holds} one of the roles */
    void mustHold(Reader reader, AsOf asOf, Role... anyOf);
}
