package org.geben.query.generation;

import java.util.List;
import org.geben.query.Columns;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The keys and indexes of a generation's tables, and their vacuuming. To keep them while many rows come costs more than to
 * make them when the rows are there; so they are taken off a generation that is to be filled, and put back afterwards.
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
                               ARRAY[pg_get_indexdef(k.conindid),
                                     format('ALTER TABLE %1$I.%2$I ADD CONSTRAINT %3$I %4$s USING INDEX %3$I',
                                            :schema, t.relname, k.conname,
                                            CASE k.contype WHEN 'p' THEN 'PRIMARY KEY' ELSE 'UNIQUE' END)] AS put_back
                        FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid
                        WHERE k.connamespace = :schema::regnamespace AND k.contype IN ('p', 'u')
                        UNION ALL
                        SELECT format('DROP INDEX %I.%I', :schema, c.relname), ARRAY[pg_get_indexdef(i.indexrelid)]
                        FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
                        WHERE c.relnamespace = :schema::regnamespace
                          AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)
                        UNION ALL
                        SELECT format('ALTER TABLE %I.%I SET (autovacuum_enabled = off)', :schema, t.relname),
                               ARRAY[format('ALTER TABLE %I.%I RESET (autovacuum_enabled)', :schema, t.relname)]
                        FROM pg_class t WHERE t.relnamespace = :schema::regnamespace AND t.relkind = 'r'
                        """)
                .param("schema", generation.schema())
                .query((row, n) -> new Key(row.getString("take_off"), Columns.texts(row, "put_back")))
                .list();
        keys.forEach(key -> jdbc.execute(key.takeOff));
        client.sql("UPDATE geben.generation SET lacking = :statements, keys = cardinality(:statements) WHERE id = :id")
                .param(
                        "statements",
                        keys.stream().flatMap(key -> key.putBack.stream()).toArray(String[]::new))
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

    /** The statements that make those which are still off, in their order; each is for {@link #putBack}. */
    List<String> lacking(Generation generation) {
        return client.sql("SELECT unnest(lacking) FROM geben.generation WHERE id = :id")
                .param("id", generation.id())
                .query((row, n) -> row.getString(1))
                .list();
    }

    /** Those of them that make a table's unique indexes. */
    List<String> lacking(Generation generation, String table) {
        String ofTable = " ON %s.%s ".formatted(generation.schema(), table);
        return lacking(generation).stream()
                .filter(statement -> statement.startsWith("CREATE UNIQUE INDEX ") && statement.contains(ofTable))
                .toList();
    }

    /** Executes one of them, unless another process has. */
    void putBack(Generation generation, String statement) {
        boolean isStillOff = client.sql("""
                                UPDATE geben.generation SET lacking = array_remove(lacking, :statement)
                                WHERE id = :id AND :statement = ANY (lacking)
                                """)
                        .param("statement", statement)
                        .param("id", generation.id())
                        .update()
                == 1;
        if (isStillOff) {
            jdbc.execute(statement);
        }
    }

    void areBack(Generation generation) {
        client.sql("UPDATE geben.generation SET lacking = NULL, keys = NULL WHERE id = :id")
                .param("id", generation.id())
                .update();
    }

    private record Key(String takeOff, List<String> putBack) {}
}
