package org.geben.query.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.geben.query.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;

class PoisonTest {
    @ParameterizedTest
    @ValueSource(strings = {"21000", "22021", "22001", "23502", "23505", "23514", "44000", "54000"})
    void complaintsOfValuesAre(String state) {
        assertThat(Poison.isIn(sql(state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"08006", "25006", "25P02", "40001", "40P01", "42703", "42P01", "53100", "55P03", "57014", "XX000"
            })
    void complaintsThatAnyEventMeetsAreNot(String state) {
        assertThat(Poison.isIn(sql(state))).isFalse();
    }

    @Test
    void failuresOfCodeAre() {
        assertThat(Poison.isIn(new NullPointerException())).isTrue();
        assertThat(Poison.isIn(new EmptyResultDataAccessException(1))).isTrue();
    }

    @Test
    void failuresToReachTheDatabaseAreNot() {
        assertThat(Poison.isIn(new DataAccessResourceFailureException("gone"))).isFalse();
        assertThat(Poison.isIn(new CannotAcquireLockException("locked"))).isFalse();
        assertThat(Poison.isIn(new CannotCreateTransactionException("gone"))).isFalse();
    }

    @Test
    void sentenceLeavesOutWhatTheDatabaseQuotes() {
        Exception failure = new UncategorizedSQLException(
                "flush",
                "INSERT",
                new SQLException("ERROR: duplicate key\n  Detail: Key (handle)=(ana) already exists.", "23505"));

        assertThat(Poison.sentence(failure)).isEqualTo("SQLException: ERROR: duplicate key");
    }

    @Test
    void sentenceHasABoundAndNeedsNoMessage() {
        assertThat(Poison.sentence(new IllegalStateException("x".repeat(1000)))).hasSize(300);
        assertThat(Poison.sentence(new IllegalStateException(""))).isEqualTo("IllegalStateException: ");
        assertThat(Poison.sentence(Refusal.notFound("X", "Not here."))).isEqualTo("Refusal: Not here.");
    }

    private static Exception sql(String state) {
        return new UncategorizedSQLException("flush", "INSERT", new SQLException("A complaint", state));
    }
}
