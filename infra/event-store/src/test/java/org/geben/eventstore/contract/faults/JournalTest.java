package org.geben.eventstore.contract.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.geben.eventstore.contract.Notes.event;

import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.geben.eventstore.contract.faults.Journal.Fate;
import org.junit.jupiter.api.Test;

class JournalTest {

    private final DomainEventMessage<?> first = event("stream", 0, "first");
    private final DomainEventMessage<?> second = event("stream", 1, "second");
    private final DomainEventMessage<?> other = event("other", 0, "other");
    private final Journal journal = new Journal();

    @Test
    void findsNothingWrongWithALogThatIsAsWritersWereTold() {
        journal.note(List.of(first, other), Fate.ACKNOWLEDGED);
        journal.note(List.of(event("stream", 1, "refused")), Fate.REFUSED);
        journal.note(List.of(second), Fate.UNKNOWN);
        journal.note(List.of(event("elsewhere", 0, "lost")), Fate.UNKNOWN);

        journal.audit(List.of(other, first, second));

        assertThat(journal.count(Fate.UNKNOWN)).isEqualTo(2);
    }

    @Test
    void findsWhatWasAcknowledgedAndIsMissing() {
        journal.note(List.of(first), Fate.ACKNOWLEDGED);
        journal.note(List.of(second, other), Fate.ACKNOWLEDGED);

        assertFault("acknowledged", first, second);
    }

    @Test
    void findsWhatWasRefusedAndIsThere() {
        journal.note(List.of(first), Fate.REFUSED);

        assertFault("refused", first);
    }

    @Test
    void findsWhatIsThereTwice() {
        journal.note(List.of(first), Fate.ACKNOWLEDGED);

        assertFault("duplicate", first, first);
    }

    @Test
    void findsAPartOfAnAppendWhoseOutcomeIsUnknown() {
        journal.note(List.of(first, other), Fate.UNKNOWN);

        assertFault("unknown", first);
    }

    @Test
    void findsAHoleAndAWrongOrderInAStream() {
        journal.note(List.of(first, second), Fate.ACKNOWLEDGED);
        assertFault("next event", second, first);

        Journal another = new Journal();
        another.note(List.of(second), Fate.ACKNOWLEDGED);
        assertThatThrownBy(() -> another.audit(List.of(second))).hasMessageContaining("next event");
    }

    @Test
    void findsWhatNobodyHasWritten() {
        assertFault("written", first);
    }

    private void assertFault(String words, DomainEventMessage<?>... log) {
        assertThatThrownBy(() -> journal.audit(List.of(log)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(words);
    }
}
