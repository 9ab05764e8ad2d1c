package org.geben.application.policy;

import com.github.f4b6a3.uuid.UuidCreator;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.geben.command.policy.Deadlines;
import org.geben.command.policy.Policies;
import org.geben.command.policy.Watch;
import org.geben.kernel.outreach.Cause;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deadlines kept by db-scheduler in the database of the views, in the transaction of whoever sets them. Of several nodes
 * one picks a deadline that has come. If it dies over it, another one takes the deadline up within a minute; if the log or
 * the database fails, it is tried again.
 */
public final class ScheduledDeadlines implements Deadlines, SmartLifecycle {
    private static final int THREADS = 2;
    private static final int UUID_LENGTH = 36;
    private static final Duration BETWEEN_POLLS = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration BEFORE_RETRY = Duration.ofSeconds(30);
    private static final Duration LAST_LOOK = Duration.ofSeconds(10);

    private final ObjectProvider<Policies> policies;
    private final TransactionTemplate transaction;
    private final JdbcClient table;
    private final Scheduler scheduler;
    private volatile boolean running;

    ScheduledDeadlines(
            DataSource database,
            PlatformTransactionManager transactions,
            ObjectProvider<Policies> policies,
            Clock clock) {
        this.policies = policies;
        this.transaction = new TransactionTemplate(transactions);
        this.table = JdbcClient.create(database);
        this.scheduler = Scheduler.create(new TransactionAwareDataSourceProxy(database), tasks())
                .tableName("geben_outreach.deadline")
                .schedulerName(new SchedulerName.Fixed(
                        ManagementFactory.getRuntimeMXBean().getName()))
                .clock(clock::instant)
                .threads(THREADS)
                .pollingInterval(BETWEEN_POLLS)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(LAST_LOOK)
                .failureLogging(LogLevel.WARN, false)
                .build();
    }

    /** Each has a name of its own, for one that is about to be removed must not stand in for one that is set anew. */
    @Override
    public void set(Collection<Deadline> deadlines) {
        if (!deadlines.isEmpty()) {
            scheduler.scheduleBatch(deadlines.stream()
                    .<SchedulableInstance<?>>map(deadline -> SchedulableInstance.of(instance(deadline), deadline.at()))
                    .collect(Collectors.toList()));
        }
    }

    /** How many have not been met yet, those that have come included. */
    public long open() {
        return table.sql("SELECT count(*) FROM geben_outreach.deadline")
                .query(Long.class)
                .single();
    }

    @Override
    public void start() {
        scheduler.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        scheduler.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private List<Task<?>> tasks() {
        return Arrays.stream(Cause.values())
                .<Task<?>>map(cause -> Tasks.oneTime(cause.name())
                        .onFailure(new FailureHandler.OnFailureRetryLater<>(BEFORE_RETRY))
                        .execute((instance, context) -> look(instance)))
                .toList();
    }

    private static TaskInstance<Void> instance(Deadline deadline) {
        return new TaskInstance<>(
                deadline.watch().cause().name(),
                "%s %s".formatted(deadline.watch().subject(), UuidCreator.getTimeOrderedEpoch()));
    }

    private void look(TaskInstance<?> instance) {
        Watch.Key watch = new Watch.Key(
                Cause.valueOf(instance.getTaskName()),
                UUID.fromString(instance.getId().substring(0, UUID_LENGTH)));
        boolean again = true;
        while (again) {
            again = Boolean.TRUE.equals(
                    transaction.execute(status -> policies.getObject().look(watch)));
        }
    }
}
