package org.geben.application.imports.stackexchange;

import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.geben.application.imports.intake.Intake;

/**
 * One {@code <row …/>}. Each is parsed as a document of its own, so that a broken one costs nothing but itself; document
 * types and external entities are off.
 */
record Row(String file, long line, Map<String, String> attributes) {

    private static final XMLInputFactory XML = XMLInputFactory.newFactory();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // Without document types the only entities are XML's own; the line bounds the size. 0 is no limit.
        XML.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
        XML.setProperty("jdk.xml.totalEntitySizeLimit", "0");
    }

    static Row parse(String file, long line, String text) throws MalformedRow {
        try {
            XMLStreamReader reader = XML.createXMLStreamReader(new StringReader(text));
            reader.nextTag();
            reader.require(XMLStreamConstants.START_ELEMENT, null, "row");
            Map<String, String> attributes = HashMap.newHashMap(reader.getAttributeCount());
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
            }
            reader.nextTag();
            reader.require(XMLStreamConstants.END_ELEMENT, null, "row");
            while (reader.hasNext()) {
                reader.next();
            }
            return new Row(file, line, attributes);
        } catch (XMLStreamException notOne) {
            throw new MalformedRow("This is not one complete <row …/>.");
        }
    }

    String origin() {
        return Intake.origin(file, line);
    }

    /** Absent if the attribute is absent or empty. */
    Optional<String> text(String name) {
        return Optional.ofNullable(attributes.get(name)).filter(value -> !value.isEmpty());
    }

    String required(String name) throws MalformedRow {
        return text(name).orElseThrow(() -> new MalformedRow("The row has no %s.".formatted(name)));
    }

    long number(String name) throws MalformedRow {
        return number(name, required(name));
    }

    OptionalLong optionalNumber(String name) throws MalformedRow {
        Optional<String> value = text(name);
        return value.isEmpty() ? OptionalLong.empty() : OptionalLong.of(number(name, value.get()));
    }

    /** Dumps tell times in UTC without saying so. */
    Instant time(String name) throws MalformedRow {
        String value = required(name);
        try {
            Instant time = LocalDateTime.parse(value).toInstant(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
            if (Intake.isPlausible(time)) {
                return time;
            }
        } catch (DateTimeException notOne) {
            // Falls through to the one sentence for both.
        }
        throw new MalformedRow("%s must be a time such as 2018-03-12T17:00:45.567, and not of another age; it is '%s'."
                .formatted(name, shortened(value)));
    }

    private static long number(String name, String value) throws MalformedRow {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException notOne) {
            throw new MalformedRow("%s must be a whole number; it is '%s'.".formatted(name, shortened(value)));
        }
    }

    private static String shortened(String value) {
        String line = value.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= 40 ? line : line.substring(0, 40) + "…";
    }
}
