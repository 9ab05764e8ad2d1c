package org.geben.application.http;

import java.time.DateTimeException;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** A value that is written out as a text: no number stands for a time, and no empty text for nothing. */
final class WrittenOut<T> extends StdScalarDeserializer<T> {
    private final transient Function<String, T> reading;

    /** @param reading throws {@link IllegalArgumentException} or {@link DateTimeException} for a text that is none */
    WrittenOut(Class<T> type, Function<String, T> reading) {
        super(type);
        this.reading = reading;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (T) context.handleUnexpectedToken(getValueType(context), parser);
        }
        String text = parser.getString();
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException | DateTimeException none) {
            return (T) context.handleWeirdStringValue(handledType(), text, "not written out");
        }
    }
}
