package org.geben.eventstore.contract.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.geben.eventstore.EventLog;
import org.geben.eventstore.contract.LogServer;
import org.geben.eventstore.contract.Node;
import org.geben.eventstore.contract.Notes;
import org.geben.eventstore.contract.faults.Journal.Fate;
import org.geben.eventstore.contract.faults.Schedule.Step;
import org.jspecify.annotations.Nullable;

/**
 * Runs a schedule: on every node some write and three follow the log, all of them through the node's proxy, while one
 * mishap after another strikes. Then every node goes down, and the server comes to the end of what it has in hand. The
 * log is held to what the writers were told, and the followers must, on new nodes, come to have seen exactly the log.
 */
final class Drill {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final LogServer server;
    private final Schedule schedule;
    private final Journal journal = new Journal();
    private final List<FaultProxy> proxies = new ArrayList<>();
    private final List<Node<EventLog>> nodes = new CopyOnWriteArrayList<>();
    private final List<Writer> writers = new ArrayList<>();
    private final List<Follower> followers = new ArrayList<>();
    private volatile boolean finished;

    private Drill(LogServer server, Schedule schedule) {
        this.server = server;
        this.schedule = schedule;
    }

    /** What became of the appends, if everything is as it should be. */
    static Journal run(LogServer server, Schedule schedule) throws Exception {
        Drill drill = new Drill(server, schedule);
        try (Node<EventLog> straight = server.open(NoOpEventUpcaster.INSTANCE)) {
            TrackingToken start = straight.engine().createHeadToken();
            drill.writeAndFollowThroughMishaps(start);
            server.awaitQuiet();
            List<DomainEventMessage<?>> log = Notes.after(straight.engine(), start).stream()
                    .<DomainEventMessage<?>>map(event -> (DomainEventMessage<?>) event)
                    .toList();
            drill.journal.audit(log);
            server.assertSound();
            drill.followToTheEnd(log);
        }
        return drill.journal;
    }

    private void writeAndFollowThroughMishaps(TrackingToken start) throws Exception {
        for (int node = 0; node < schedule.nodes(); node++) {
            FaultProxy proxy = new FaultProxy(server.address());
            proxies.add(proxy);
            nodes.add(server.openAt(proxy.address()));
        }
        List<Callable<@Nullable Void>> tasks = new ArrayList<>();
        String shared = Notes.newStream();
        for (int node = 0; node < schedule.nodes(); node++) {
            for (int writer = 0; writer < schedule.writers(); writer++) {
                Random random = new Random(schedule.seed() + writers.size());
                writers.add(new Writer(random, enginesFrom(node), shared, journal, () -> finished));
            }
            tasks.add(following(node, new Follower.Asking(start)));
            tasks.add(following(node, new Follower.Waiting(start)));
            tasks.add(following(node, new Follower.Replaying(start)));
        }
        tasks.addAll(writers);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Future<@Nullable Void>> running =
                    tasks.stream().<Future<@Nullable Void>>map(threads::submit).toList();
            await().atMost(PATIENCE).until(() -> journal.count(Fate.ACKNOWLEDGED) > 50);
            for (Step step : schedule.steps()) {
                strike(step);
                Thread.sleep(step.pause());
            }
            proxies.forEach(FaultProxy::heal);
            finished = true;
            awaitAll(running);
        } finally {
            finished = true;
            threads.shutdownNow();
            nodes.forEach(Node::close);
            proxies.forEach(FaultProxy::close);
        }
    }

    private List<Supplier<EventLog>> enginesFrom(int first) {
        return IntStream.range(0, schedule.nodes())
                .<Supplier<EventLog>>mapToObj(
                        i -> () -> nodes.get((first + i) % schedule.nodes()).engine())
                .toList();
    }

    private Callable<@Nullable Void> following(int number, Follower follower) {
        followers.add(follower);
        return () -> {
            while (!finished) {
                Node<EventLog> node = nodes.get(number);
                follower.follow(node.engine(), seen -> finished || nodes.get(number) != node);
            }
            return null;
        };
    }

    private void strike(Step step) {
        int number = step.node() % schedule.nodes();
        switch (step.mishap()) {
            case Mishap.Network network -> proxies.get(number).inject(network.fault());
            case Mishap.Interruption interruption ->
                writers.stream()
                        .skip((long) number * schedule.writers())
                        .limit(schedule.writers())
                        .forEach(Writer::interrupt);
            case Mishap.CrashOfNode crash -> {
                proxies.get(number).inject(new Fault.Cut());
                nodes.get(number).close();
                nodes.set(number, server.openAt(proxies.get(number).address()));
            }
            case Mishap.RestartOfServer restart -> {
                server.stop();
                server.start();
            }
        }
    }

    private void followToTheEnd(List<DomainEventMessage<?>> log) throws Exception {
        List<String> expected = log.stream().map(EventMessage::getIdentifier).toList();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try (Node<EventLog> node = server.open(NoOpEventUpcaster.INSTANCE)) {
            List<Future<@Nullable Void>> running = new ArrayList<>();
            for (Follower follower : followers) {
                running.add(threads.submit(() -> {
                    follower.follow(node.engine(), seen -> seen >= expected.size() || System.nanoTime() > deadline);
                    return null;
                }));
            }
            awaitAll(running);
        } finally {
            threads.shutdownNow();
        }
        for (Follower follower : followers) {
            assertThat(follower.seen().stream().map(EventMessage::getIdentifier).toList())
                    .as("what a follower has seen")
                    .isEqualTo(expected);
        }
    }

    private static void awaitAll(List<Future<@Nullable Void>> running) throws Exception {
        long deadline = System.nanoTime() + 2 * PATIENCE.toNanos();
        for (Future<@Nullable Void> task : running) {
            task.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }
}
