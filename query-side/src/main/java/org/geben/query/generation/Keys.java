package org.geben.query.generation;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The keys and indexes of a generation's tables. To keep them while many rows come costs more than to make them when
 * the rows are there; so they are taken off a generation that is to be filled, and put back afterwards.
 */
final class Keys {
    private final JdbcTemplate jdbc;
    private final JdbcClient client;

    Keys(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.client = JdbcClient.create(jdbc);
    }

    void takeOff(Generation generation) {
        List<Key> keys = client.sql("""
                        SELECT format('ALTER TABLE %1$I.%2$I DROP CONSTRAINT %3$I', :schema, t.relname, k.conname) AS take_off,
                               format('ALTER TABLE %1$I.%2$I ADD CONSTRAINT %3$I %4$s', :schema, t.relname, k.conname,
                                      pg_get_constraintdef(k.oid)) AS put_back
                        FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid
                        WHERE k.connamespace = :schema::regnamespace AND k.contype IN ('p', 'u')
                        UNION ALL
                        SELECT format('DROP INDEX %I.%I', :schema, c.relname), pg_get_indexdef(i.indexrelid)
                        FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
                        WHERE c.relnamespace = :schema::regnamespace
                          AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)
                        """)
                .param("schema", generation.schema())
                .query((row, n) -> new Key(row.getString("take_off"), row.getString("put_back")))
                .list();
        keys.forEach(key -> jdbc.execute(key.takeOff));
        client.sql("UPDATE geben.generation SET lacking = :statements WHERE id = :id")
                .param("statements", keys.stream().map(Key::putBack).toArray(String[]::new))
                .param("id", generation.id())
                .update();
    }

    /** Whether they have been taken off and not all put back. */
    boolean areOff(Generation generation) {
        return client.sql("SELECT lacking IS NOT NULL FROM geben.generation WHERE id = :id")
                .param("id", generation.id())
                .query(Boolean.class)
                .single();
    }

    /** Puts back those of one table. */
    void putBack(Generation generation, String table) {
        String ofTable = "ALTER TABLE %s.%s ADD ".formatted(generation.schema(), table);
        make(generation, ofTable);
        client.sql("""
                        UPDATE geben.generation
                        SET lacking = ARRAY(SELECT s FROM unnest(lacking) AS s WHERE NOT starts_with(s, :ofTable))
                        WHERE id = :id
                        """).param("id", generation.id()).param("ofTable", ofTable).update();
    }

    /** Puts back all that are still off. */
    void putBack(Generation generation) {
        make(generation, "");
        client.sql("UPDATE geben.generation SET lacking = NULL WHERE id = :id")
                .param("id", generation.id())
                .update();
    }

    private void make(Generation generation, String beginning) {
        client.sql("""
                        SELECT statement FROM geben.generation, unnest(lacking) AS statement
                        WHERE id = :id AND starts_with(statement, :beginning)
                        """)
                .param("id", generation.id())
                .param("beginning", beginning)
                .query(String.class)
                .list()
                .forEach(jdbc::execute);
    }

    private record Key(String takeOff, String putBack) {}
}
