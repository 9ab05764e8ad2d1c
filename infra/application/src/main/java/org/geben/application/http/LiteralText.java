package org.geben.application.http;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * A text is a JSON string and nothing else. Jackson's own reading of a list of texts takes the end of a list within it
 * for its own end, and loses its place.
 */
final class LiteralText extends StdScalarDeserializer<String> {
    LiteralText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        return parser.hasToken(JsonToken.VALUE_STRING)
                ? parser.getString()
                : (String) context.handleUnexpectedToken(getValueType(context), parser);
    }
}
