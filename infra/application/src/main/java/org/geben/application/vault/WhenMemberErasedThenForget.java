package org.geben.application.vault;

import java.time.Instant;
import org.axonframework.eventhandling.EventHandler;
import org.geben.kernel.member.MemberEvent.MemberErased;
import org.geben.kernel.member.MemberEvent.MemberWordsErased;
import org.geben.kernel.member.MemberId;
import org.geben.query.generation.Generations;

/**
 * Makes sure of an erasure whose request was cut short: the keys are destroyed, then the views of the past are dropped,
 * so that whatever is built of it from now on finds no key. Views that follow the log are told by the log itself.
 */
final class WhenMemberErasedThenForget {
    private final KeyVault vault;
    private final Generations generations;

    WhenMemberErasedThenForget(KeyVault vault, Generations generations) {
        this.vault = vault;
        this.generations = generations;
    }

    @EventHandler
    void on(MemberErased event) {
        forget(event.memberId(), false);
    }

    @EventHandler
    void on(MemberWordsErased event) {
        forget(event.memberId(), true);
    }

    private void forget(MemberId member, boolean words) {
        vault.destroyKeys(member, words);
        generations.forgetWhatWasBegunBefore(Instant.MAX);
    }
}
