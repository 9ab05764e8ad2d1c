package org.geben.query.generation;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table in short.
 *
 * <p>The checksum adds up the SHA-256 hashes of the rows in four parts of 64 bits, without overflow. The sums do not depend
 * on any order, and unlike a combination by exclusive or they do not lose rows that are there twice.
 *
 * @param checksum SHA-256 over the number of rows and the sums of their hashes, in hexadecimal
 */
public record TableSum(String table, long rows, String checksum) {

    /** Costs one scan. */
    static TableSum of(StoredTable table, JdbcClient client) {
        // Without the offset the planner would put the hash into each of the four sums, and compute it four times.
        return client.sql("""
                        SELECT count(*) AS rows, encode(sha256(convert_to(concat_ws(',', count(*)%s), 'UTF8')), 'hex')
                            AS checksum
                        FROM (SELECT encode(row_hash, 'hex') AS hash FROM (%s) AS hashes OFFSET 0) AS hashed
                        """.formatted(part(1) + part(17) + part(33) + part(49), table.hashes()))
                .query((row, n) -> new TableSum(table.name(), row.getLong("rows"), row.getString("checksum")))
                .single();
    }

    private static String part(int from) {
        return ", sum(('x' || substr(hash, %d, 16))::bit(64)::bigint)".formatted(from);
    }
}
