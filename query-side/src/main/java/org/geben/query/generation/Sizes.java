package org.geben.query.generation;

import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How much room generations take on the disk, indexes included. */
public final class Sizes {
    private final JdbcClient client;

    public Sizes(DataSource readSide) {
        this.client = JdbcClient.create(readSide);
    }

    /** In bytes; 0 for one that was dropped in this moment. */
    long bytes(Generation generation) {
        return client.sql("""
                        SELECT coalesce(sum(pg_total_relation_size(oid)), 0) FROM pg_class
                        WHERE relnamespace = to_regnamespace(:schema) AND relkind IN ('r', 'm')
                        """)
                .param("schema", generation.schema())
                .query(Long.class)
                .single();
    }

    /** In bytes, by schema. One that was dropped in this moment has none. */
    Map<String, Long> bytes() {
        Map<String, Long> bytes = new HashMap<>();
        client.sql("""
                        SELECT g.schema_name, sum(pg_total_relation_size(c.oid)) AS bytes
                        FROM geben.generation g
                        JOIN pg_class c ON c.relnamespace = to_regnamespace(g.schema_name) AND c.relkind IN ('r', 'm')
                        GROUP BY g.schema_name
                        """).query(row -> {
            bytes.put(row.getString("schema_name"), row.getLong("bytes"));
        });
        return bytes;
    }
}
