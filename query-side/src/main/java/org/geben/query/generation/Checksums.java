package org.geben.query.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.geben.query.Refusal;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sums of a generation's tables, all of one moment: two that were folded from the same events, on whichever node or database,
 * have the same. One scan of each table; one generation at a time.
 */
public final class Checksums {
    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final Catalogue catalogue;
    private final TransactionTemplate snapshot;
    private final Semaphore scanning = new Semaphore(1);

    public Checksums(DataSource readSide, PlatformTransactionManager transactions) {
        this.jdbc = new JdbcTemplate(readSide);
        this.client = JdbcClient.create(jdbc);
        this.catalogue = new Catalogue(readSide);
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setReadOnly(true);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /**
     * @throws Refusal 404 {@code GENERATION_UNKNOWN}; 409 {@code GENERATION_UNFINISHED} unless it is ready to be read; 503
     *     {@code CHECKSUMS_BUSY}
     */
    ChecksummedGeneration of(long id) {
        if (!scanning.tryAcquire()) {
            throw Refusal.unavailable(
                    "CHECKSUMS_BUSY", "The checksums of another generation are being taken. Try again shortly.");
        }
        try {
            return Objects.requireNonNull(snapshot.execute(status -> inSnapshot(id)));
        } finally {
            scanning.release();
        }
    }

    private ChecksummedGeneration inSnapshot(long id) {
        Generation generation = catalogue.find(id).orElseThrow(Orders::unknown);
        StoredTable.keep(generation.schema(), client);
        Map<String, StoredTable> tables = StoredTable.of(generation.schema(), client);
        if (!generation.isWhole() || tables.isEmpty()) {
            throw Refusal.conflict(
                    "GENERATION_UNFINISHED",
                    "Only a generation that is live, frozen or ready has checksums: this one is %s."
                            .formatted(generation.state()));
        }
        List<TableSum> sums = new ArrayList<>();
        Interruptible.run(jdbc, () -> tables.values().forEach(table -> sums.add(TableSum.of(table, client))));
        return new ChecksummedGeneration(
                generation.name(),
                generation.position(),
                generation.incomplete().unlessNothing(),
                sums);
    }
}
