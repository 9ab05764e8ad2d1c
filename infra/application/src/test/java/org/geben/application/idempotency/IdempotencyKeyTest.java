package org.geben.application.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.geben.query.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
    @Test
    void isReadFromAQuotedStringAndFromABareToken() {
        assertThat(IdempotencyKey.of("8e03978e-40d5-43dd-bc93-6894a57f9324"))
                .isEqualTo(IdempotencyKey.of(" \"8e03978e-40d5-43dd-bc93-6894a57f9324\""));
        assertThat(IdempotencyKey.of("\"say \\\"hello\\\" \\\\\"").value()).isEqualTo("say \"hello\" \\");
        assertThat(IdempotencyKey.of("k".repeat(255)).value()).hasSize(255);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\"\"",
                "\" \"",
                "two words",
                "\"open",
                "a\"b",
                "\"a\"b\"",
                "\"a\\b\"",
                "schlüssel",
                "a\tb"
            })
    void isNothingElse(String header) {
        assertThatThrownBy(() -> IdempotencyKey.of(header))
                .isInstanceOfSatisfying(
                        Refusal.class, refused -> assertThat(refused.code()).isEqualTo("IDEMPOTENCY_KEY_MALFORMED"));
        assertThatThrownBy(() -> IdempotencyKey.of("k".repeat(256))).isInstanceOf(Refusal.class);
    }
}
