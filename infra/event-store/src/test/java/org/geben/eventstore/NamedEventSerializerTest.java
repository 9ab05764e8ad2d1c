package org.geben.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.common.AxonConfigurationException;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.geben.eventstore.contract.Noted;
import org.junit.jupiter.api.Test;

class NamedEventSerializerTest {

    private final NamedEventSerializer serializer = NamedEventSerializer.of(Map.of("noted.v1", Noted.class));

    @Test
    void writesAnEventUnderItsNameWithoutARevision() {
        SerializedObject<byte[]> written = serializer.serialize(new Noted("a"), byte[].class);

        assertThat(written.getType().getName()).isEqualTo("noted.v1");
        assertThat(written.getType().getRevision()).isNull();
        assertThat(written.getData()).asString(StandardCharsets.UTF_8).isEqualTo("{\"text\":\"a\"}");
    }

    @Test
    void readsAnEventByItsName() {
        Object read = serializer.deserialize(stored("noted.v1"));

        assertThat(read).isEqualTo(new Noted("a"));
    }

    @Test
    void refusesToReadANameThatIsNotInTheTable() {
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> serializer.deserialize(stored("forgotten.v1")))
                .withMessage(
                        "No class has the name [forgotten.v1] in the table of events: register the class, or an upcaster from that name");
    }

    @Test
    void refusesToWriteAClassThatIsNotInTheTable() {
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> serializer.serialize("a", byte[].class))
                .withMessage("java.lang.String has no name in the table of events");
    }

    @Test
    void keepsMetadata() {
        MetaData metadata = MetaData.with("actor", "ana");

        assertThat((MetaData) serializer.deserialize(serializer.serialize(metadata, byte[].class)))
                .isEqualTo(metadata);
    }

    @Test
    void refusesATableInWhichAClassHasTwoNames() {
        assertThatExceptionOfType(AxonConfigurationException.class)
                .isThrownBy(() -> NamedEventSerializer.of(
                        new TreeMap<>(Map.of("noted.v1", Noted.class, "noted.v2", Noted.class))))
                .withMessage("%s is to have one name, not both [noted.v1] and [noted.v2]", Noted.class.getName());
    }

    private static SerializedObject<byte[]> stored(String name) {
        return new SimpleSerializedObject<>(
                "{\"text\":\"a\"}".getBytes(StandardCharsets.UTF_8), byte[].class, name, null);
    }
}
