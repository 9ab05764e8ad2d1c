package org.geben.query.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;

/**
 * Writes tables as RFC 4180 has them. A text that a spreadsheet would take for a formula gets an apostrophe before it.
 */
final class CsvConverter extends AbstractHttpMessageConverter<Tabular> {
    static final String TYPE = "text/csv";
    private static final String FORMULAS = "=+-@\t\r";

    CsvConverter() {
        super(UTF_8, new MediaType("text", "csv", UTF_8));
    }

    @Override
    protected boolean supports(Class<?> type) {
        return Tabular.class.isAssignableFrom(type);
    }

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    protected Tabular readInternal(Class<? extends Tabular> type, HttpInputMessage input) {
        throw new UnsupportedOperationException("Tables are only written.");
    }

    @Override
    protected void writeInternal(Tabular table, HttpOutputMessage output) throws IOException {
        output.getBody().write(text(table).getBytes(UTF_8));
    }

    static String text(Tabular table) {
        StringBuilder text = new StringBuilder(line(table.header()));
        table.rows().forEach(row -> text.append(line(row)));
        return text.toString();
    }

    private static String line(List<?> cells) {
        return cells.stream().map(CsvConverter::cell).collect(joining(",", "", "\r\n"));
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Number) {
            return value.toString();
        }
        String text = value.toString();
        String harmless = !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return harmless.matches("[^\",\r\n]*") ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
