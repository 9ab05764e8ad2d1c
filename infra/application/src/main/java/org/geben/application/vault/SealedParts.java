package org.geben.application.vault;

import java.util.Base64;
import java.util.List;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.privacy.Personal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Has JSON hold what is personal only sealed: {@code {"sealed": "<member>/<kind>", "in": "<Base64>"}} in the place of the
 * value, once around the other where two members' keys seal it. What is not sealed, as all was before there was a vault,
 * is read as it stands.
 *
 * <p>A seal is bound to its place, so that a part which somebody has moved into another event or another part does not
 * open. Such text begins with {@code 1.}; one without is from before, and bound to its key only.
 */
final class SealedParts {
    private static final String KEY = "sealed";
    private static final String CONTENT = "in";
    private static final String BOUND_TO_PLACE = "1.";

    private final KeyVault vault;
    private final JsonMapper plain;

    /** @param plain reads and writes the values themselves */
    SealedParts(KeyVault vault, JsonMapper plain) {
        this.vault = vault;
        this.plain = plain;
    }

    JacksonModule module() {
        return new SimpleModule("sealed-parts") {
            @Override
            public void setupModule(SetupContext context) {
                super.setupModule(context);
                context.insertAnnotationIntrospector(new Introspector());
            }
        };
    }

    private final class Introspector extends NopAnnotationIntrospector {
        @Override
        public @Nullable Object findSerializer(MapperConfig<?> config, Annotated annotated) {
            List<Personal> seals = seals(annotated);
            return seals.isEmpty() ? null : new Sealing(Place.of(annotated), seals);
        }

        @Override
        public @Nullable Object findDeserializer(MapperConfig<?> config, Annotated annotated) {
            List<Personal> seals = seals(annotated);
            return seals.isEmpty() ? null : new Opening(annotated.getType(), Place.of(annotated), seals);
        }

        private static List<Personal> seals(Annotated annotated) {
            Personal one = annotated.getAnnotation(Personal.class);
            Personal.Parts several = annotated.getAnnotation(Personal.Parts.class);
            return several != null ? List.of(several.value()) : one != null ? List.of(one) : List.of();
        }
    }

    private final class Sealing extends ValueSerializer<Object> {
        private final Place place;
        private final List<Personal> seals;

        Sealing(Place place, List<Personal> seals) {
            this.place = place;
            this.seals = seals;
        }

        @Override
        public void serialize(Object value, JsonGenerator json, SerializationContext context) {
            Object of = json.currentValue();
            JsonNode node = plain.valueToTree(value);
            for (Personal personal : seals) {
                MemberId owner = PersonalParts.owner(of, personal);
                if (owner != null) {
                    node = closed(node, new KeyId(owner.value(), personal.kind()), place, personal);
                }
            }
            json.writeTree(node);
        }
    }

    /** What comes after an erasure, in the same instant, is no longer written. */
    private JsonNode closed(JsonNode node, KeyId key, Place place, Personal personal) {
        // Made ahead for events; a snapshot may be the first that needs one.
        return vault.sealOrMake(key)
                .<JsonNode>map(seal -> {
                    byte[] closed = seal.close(plain.writeValueAsBytes(node), place.with(key));
                    return plain.createObjectNode()
                            .put(KEY, key.toString())
                            .put(CONTENT, BOUND_TO_PLACE + Base64.getEncoder().encodeToString(closed));
                })
                .orElseGet(() -> plain.valueToTree(personal.leaves().of(key.member())));
    }

    /** @throws Seal.BrokenSeal if it was not sealed here, or was changed since */
    private JsonNode opened(String text, Seal seal, KeyId key, Place place) {
        byte[] plainText = text.startsWith(BOUND_TO_PLACE)
                ? seal.open(Base64.getDecoder().decode(text.substring(BOUND_TO_PLACE.length())), place.with(key))
                : seal.open(Base64.getDecoder().decode(text), key.bytes());
        return plain.readTree(plainText);
    }

    private final class Opening extends ValueDeserializer<Object> {
        private final JavaType type;
        private final Place place;
        private final List<Personal> seals;

        Opening(JavaType type, Place place, List<Personal> seals) {
            this.type = type;
            this.place = place;
            this.seals = seals;
        }

        @Override
        public @Nullable Object deserialize(JsonParser json, DeserializationContext context) {
            JsonNode node = context.readTree(json);
            while (node.isObject() && node.has(KEY)) {
                KeyId key = KeyId.of(node.get(KEY).stringValue());
                String text = node.get(CONTENT).stringValue();
                node = vault.seal(key)
                        .map(seal -> opened(text, seal, key, place))
                        .orElseGet(() -> plain.valueToTree(trace(key)));
            }
            return node.isNull() ? null : plain.treeToValue(node, type);
        }

        private @Nullable Object trace(KeyId key) {
            return seals.stream()
                    .filter(personal -> personal.kind() == key.kind())
                    .findFirst()
                    .map(personal -> personal.leaves().of(key.member()))
                    .orElse(null);
        }
    }
}
