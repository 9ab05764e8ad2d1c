package org.geben.application.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.flywaydb.core.Flyway;
import org.geben.eventstore.NamedEventSerializer;
import org.geben.kernel.EventNames;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberProfileChanged;
import org.geben.kernel.member.MemberEvent.MemberSuspended;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.privacy.Personal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SealedPartsTest {
    private static final MemberId ANA = MemberId.of("018f3c1e-0000-7000-8000-00000000000a");
    private static final MemberId BEN = MemberId.of("018f3c1e-0000-7000-8000-00000000000b");
    private static final MemberJoined JOINED = new MemberJoined(ANA, new Handle("ana"), "Ana", "I grow beans.", false);
    private static final JsonMapper JSON = JsonMapper.shared();

    private EmbeddedPostgres postgres;
    private KeyVault vault;
    private Serializer events;

    @BeforeAll
    void start() throws Exception {
        postgres = EmbeddedPostgres.start();
        DataSource database = postgres.getPostgresDatabase();
        Flyway.configure()
                .dataSource(database)
                .schemas("geben_vault")
                .locations("classpath:db/vault")
                .load()
                .migrate();
        vault = new KeyVault(database, new MasterKey(Seal.newKey()));
        events = NamedEventSerializer.of(EventNames.table(), new Personals(vault).sealing());
    }

    @AfterAll
    void stop() throws Exception {
        postgres.close();
    }

    @Test
    void aPartThatIsWhereItWasSealedOpens() {
        ObjectNode stored = stored(JOINED);
        assertThat(stored.toString()).doesNotContain("Ana", "beans");
        assertThat(read(stored, JOINED)).isEqualTo(JOINED);
    }

    @Test
    void aPartThatTwoMembersSealOpensByBoth() {
        AppreciationGiven kudos = new AppreciationGiven(
                AppreciationId.imported("test", "1"),
                ANA,
                new Subject.OfMember(BEN),
                BEN,
                AppreciationKind.KUDOS,
                "You saved my beans.",
                0,
                null);
        assertThat(read(stored(kudos), kudos)).isEqualTo(kudos);
    }

    @Test
    void aPartThatWasMovedToAnotherPartDoesNotOpen() {
        ObjectNode stored = stored(JOINED);
        stored.set("about", stored.get("name"));
        refuses(() -> read(stored, JOINED));
    }

    @Test
    void aPartThatWasMovedToAnotherKindOfEventDoesNotOpen() {
        MemberProfileChanged changed = new MemberProfileChanged(ANA, new Handle("ana"), "Ana B.", null);
        MemberSuspended suspended = new MemberSuspended(ANA, "Rude.", null);
        ObjectNode profile = stored(changed);
        profile.set("name", stored(JOINED).get("name"));
        refuses(() -> read(profile, changed));
        ObjectNode suspension = stored(suspended);
        suspension.set("reason", stored(JOINED).get("about"));
        refuses(() -> read(suspension, suspended));
    }

    @Test
    void aPartDoesNotPassForOneFromBeforePlacesWereKept() {
        ObjectNode stored = stored(JOINED);
        ObjectNode name = (ObjectNode) stored.get("name");
        name.put("in", name.get("in").stringValue().substring("1.".length()));
        refuses(() -> read(stored, JOINED));
    }

    @Test
    void whatWasSealedBeforePlacesWereKeptIsReadOn() {
        KeyId key = new KeyId(ANA.value(), Personal.Kind.IDENTITY);
        byte[] closed = vault.sealOrMake(key).orElseThrow().close(JSON.writeValueAsBytes("Ana"), key.bytes());
        ObjectNode stored = stored(JOINED);
        stored.putObject("name")
                .put("sealed", key.toString())
                .put("in", Base64.getEncoder().encodeToString(closed));
        assertThat(read(stored, JOINED)).isEqualTo(JOINED);
    }

    /** Whoever renames one of them has made what was sealed under the old name unreadable. */
    @Test
    void everyPersonalPartOfAnEventHasTheNameThatItAlwaysHad() {
        assertThat(EventNames.table().values().stream()
                        .flatMap(SealedPartsTest::personalParts)
                        .distinct()
                        .sorted())
                .containsExactly(
                        "appreciation.disallowed/reason",
                        "appreciation.given/message",
                        "appreciation.given/tags",
                        "contribution.featured/reason",
                        "contribution.hidden/reason",
                        "contribution.published/content",
                        "contribution.reported/reason",
                        "contribution.revised/content",
                        "handle.released/handle",
                        "handle.reserved/handle",
                        "member.comfort-declared/comfort",
                        "member.joined/about",
                        "member.joined/email",
                        "member.joined/handle",
                        "member.joined/name",
                        "member.profile-changed/about",
                        "member.profile-changed/email",
                        "member.profile-changed/handle",
                        "member.profile-changed/name",
                        "member.suspended/reason",
                        "outreach.dismissed/reason",
                        "outreach.resolved/note",
                        "training-session.cancelled/reason",
                        "training.cancelled/reason",
                        "training.offered/description",
                        "training.offered/title");
    }

    private static Stream<String> personalParts(Class<?> event) {
        return Arrays.stream(event.getDeclaredFields())
                .filter(field -> PersonalParts.annotations(field).length > 0)
                .map(field -> Place.of(event, field.getName()).toString());
    }

    private ObjectNode stored(Object event) {
        return (ObjectNode) JSON.readTree(events.serialize(event, byte[].class).getData());
    }

    private Object read(ObjectNode stored, Object like) {
        return events.deserialize(new SimpleSerializedObject<>(
                JSON.writeValueAsBytes(stored), byte[].class, EventNames.of(like.getClass()), null));
    }

    private static void refuses(ThrowingCallable reading) {
        assertThatThrownBy(reading).hasRootCauseInstanceOf(Seal.BrokenSeal.class);
    }
}
