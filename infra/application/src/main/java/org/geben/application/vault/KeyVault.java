package org.geben.application.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.geben.application.process.CannotStart;
import org.geben.command.member.Vault;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.privacy.Personal.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Keeps the members' keys, each sealed by the master key, in a table of their own: whoever has the log has no key, and
 * whoever destroys a key has destroyed what it sealed, in every copy of the log. A key is on the disk before anything
 * that it seals is.
 *
 * <p>Keys are remembered for seconds, so that a node which another one has destroyed a key behind soon knows. Whoever
 * reads through the log meets the members in the order in which they came, which is that of most of their ids: so a key
 * that is not known is fetched with those after it.
 */
final class KeyVault implements Vault {
    private static final byte[] PROOF = "geben".getBytes(UTF_8);

    /** For how long another node may not know that a key was destroyed. */
    static final Duration REMEMBERED = Duration.ofSeconds(10);

    private static final int MOST_REMEMBERED = 200_000;
    private static final int KEYS_AT_ONCE = 256;

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final Seal master;
    private final Cache<KeyId, Optional<Seal>> remembered = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    /** @throws CannotStart if another master key has sealed what is there */
    KeyVault(DataSource vault, MasterKey master) {
        this.jdbc = new JdbcTemplate(vault);
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.master = new Seal(master.bytes());
        checkMasterKey();
    }

    /** Whether a master key has sealed what is there. */
    static boolean isSealed(DataSource vault) {
        return Boolean.TRUE.equals(new JdbcTemplate(vault)
                .queryForObject("SELECT EXISTS (SELECT FROM geben_vault.master_key)", Boolean.class));
    }

    private void checkMasterKey() {
        jdbc.update(
                "INSERT INTO geben_vault.master_key (proof) VALUES (?) ON CONFLICT DO NOTHING",
                master.close(PROOF, PROOF));
        byte[] proof = requireNonNull(jdbc.queryForObject("SELECT proof FROM geben_vault.master_key", byte[].class));
        try {
            master.open(proof, PROOF);
        } catch (Seal.BrokenSeal other) {
            throw new CannotStart(
                    "The vault was sealed by another master key: set geben.vault.master-key to that one, or put its file back (nothing was changed).",
                    other);
        }
    }

    /**
     * Makes those keys that there are not yet.
     *
     * @throws RuntimeException if they could not be stored; nothing may be sealed then
     */
    void make(Collection<KeyId> ids) {
        Set<KeyId> unknown =
                ids.stream().filter(id -> remembered.getIfPresent(id) == null).collect(toSet());
        if (unknown.isEmpty()) {
            return;
        }
        List<KeyId> wanted = List.copyOf(unknown);
        List<byte[]> fresh = wanted.stream()
                .map(id -> master.close(Seal.newKey(), id.bytes()))
                .toList();
        MapSqlParameterSource parameters = new MapSqlParameterSource()
                .addValue("members", wanted.stream().map(KeyId::member).toArray(UUID[]::new))
                .addValue("kinds", wanted.stream().map(id -> id.kind().name()).toArray(String[]::new))
                .addValue("sealed", fresh.toArray(byte[][]::new));
        // In the order of the key, so that two who make the same ones do not wait for one another in a circle.
        named.update("""
                INSERT INTO geben_vault.member_key (member, kind, sealed)
                SELECT * FROM unnest(:members, :kinds, :sealed) AS wanted (member, kind, sealed)
                ORDER BY member, kind ON CONFLICT DO NOTHING
                """, parameters);
        named.query("""
                SELECT member, kind, sealed FROM geben_vault.member_key
                WHERE (member, kind) IN (SELECT * FROM unnest(:members, :kinds))
                """, parameters, this::remember);
    }

    /**
     * The seal of the key; empty if the key was destroyed.
     *
     * @throws IllegalStateException if there never was one
     */
    Optional<Seal> seal(KeyId id) {
        Optional<Seal> known = remembered.getIfPresent(id);
        if (known != null) {
            return known;
        }
        jdbc.query("""
                SELECT member, kind, sealed FROM geben_vault.member_key WHERE (member, kind) >= (?, ?)
                ORDER BY member, kind LIMIT ?
                """, this::remember, id.member(), id.kind().name(), KEYS_AT_ONCE);
        Optional<Seal> found = remembered.getIfPresent(id);
        if (found == null) {
            throw new IllegalStateException(
                    "The vault lacks the key %s: restore the schema geben_vault that belongs to this log."
                            .formatted(id));
        }
        return found;
    }

    /** The same, of a key that is made if there is none yet. */
    Optional<Seal> sealOrMake(KeyId id) {
        if (remembered.getIfPresent(id) == null) {
            make(List.of(id));
        }
        return seal(id);
    }

    /** When the last key was destroyed of those for which that is so long ago, by the database's clock. */
    Optional<Instant> lastDestroyed(Duration ago) {
        return Optional.ofNullable(jdbc.queryForObject("""
                        SELECT max(destroyed_at) FROM geben_vault.member_key
                        WHERE destroyed_at < clock_timestamp() - ? * interval '1 millisecond'
                        """, OffsetDateTime.class, ago.toMillis()))
                .map(OffsetDateTime::toInstant);
    }

    @Override
    public void destroyKeys(MemberId member, boolean words) {
        List<KeyId> ids = Stream.of(Kind.values())
                .filter(kind -> words || kind != Kind.WORDS)
                .map(kind -> new KeyId(member.value(), kind))
                .toList();
        named.update(
                """
                INSERT INTO geben_vault.member_key (member, kind, destroyed_at)
                SELECT :member, kind, clock_timestamp() FROM unnest(:kinds) AS wanted (kind)
                ON CONFLICT (member, kind) DO UPDATE SET sealed = NULL, destroyed_at = clock_timestamp()
                WHERE member_key.destroyed_at IS NULL
                """,
                new MapSqlParameterSource("member", member.value())
                        .addValue(
                                "kinds",
                                ids.stream().map(id -> id.kind().name()).toArray(String[]::new)));
        ids.forEach(id -> remembered.put(id, Optional.empty()));
        // What an update leaves behind would be readable by SQL that looks for it until somebody happens to tidy up.
        jdbc.execute("VACUUM geben_vault.member_key");
    }

    private void remember(ResultSet row) throws SQLException {
        KeyId id = new KeyId(row.getObject("member", UUID.class), Kind.valueOf(row.getString("kind")));
        byte @Nullable [] sealed = row.getBytes("sealed");
        Optional<Seal> read = Optional.ofNullable(sealed).map(key -> new Seal(master.open(key, id.bytes())));
        // What was read may have been destroyed in the meantime, and then stays so.
        remembered.asMap().merge(id, read, (known, now) -> known.isEmpty() ? known : now);
    }
}
