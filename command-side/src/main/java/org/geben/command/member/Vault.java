package org.geben.command.member;

import org.geben.kernel.member.MemberId;

/** Keeps the keys by which the log seals what is personal. */
public interface Vault {
    /**
     * Destroys a member's keys, for good; done again it does nothing. Whoever answers an erasure does it at once, and a
     * policy that follows the log makes sure of it.
     *
     * @param words whether also the key to what the member wrote
     */
    void destroyKeys(MemberId member, boolean words);
}
