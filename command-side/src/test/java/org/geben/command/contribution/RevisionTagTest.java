package org.geben.command.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.geben.kernel.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionTagTest {
    @Test
    void namesTheRevisionThatWasSeen() {
        assertThat(RevisionTag.expected("\"12\"")).isEqualTo(12L);
    }

    @Test
    void anyRevisionWillDoWhereNoneIsNamed() {
        assertThat(RevisionTag.expected(null)).isNull();
        assertThat(RevisionTag.expected("*")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "W/\"12\"", "\"twelve\"", "\"1\", \"2\""})
    void anythingElseIsNoRevision(String ifMatch) {
        assertThatThrownBy(() -> RevisionTag.expected(ifMatch)).isInstanceOf(Malformed.class);
    }
}
