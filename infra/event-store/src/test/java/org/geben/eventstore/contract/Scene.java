package org.geben.eventstore.contract;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.jspecify.annotations.Nullable;

/** What one test works on: an engine, a stream that nobody has written to, and where the log stood when it began. */
public final class Scene<E extends EventStorageEngine> implements AutoCloseable {

    private final LogUnderTest<E> log;
    private final List<Node<E>> nodes = new CopyOnWriteArrayList<>();
    private final E engine;
    private final String stream = Notes.newStream();
    private final @Nullable TrackingToken start;

    private Scene(LogUnderTest<E> log) {
        this.log = log;
        this.engine = openEngine();
        this.start = engine.createHeadToken();
    }

    public static <E extends EventStorageEngine> Scene<E> on(LogUnderTest<E> log) {
        return new Scene<>(log);
    }

    public E engine() {
        return engine;
    }

    /** Another engine on the same log. It lives until the test ends. */
    public E openEngine() {
        return openEngine(NoOpEventUpcaster.INSTANCE);
    }

    public E openEngine(EventUpcaster upcasters) {
        Node<E> node = log.open(upcasters);
        nodes.add(node);
        return node.engine();
    }

    /** The scene's own engine and others, as many as that in all. */
    public List<E> engines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> i == 0 ? engine : openEngine())
                .toList();
    }

    public String stream() {
        return stream;
    }

    /** Null if the log was empty and the engine has no token for that. */
    public @Nullable TrackingToken start() {
        return start;
    }

    /** The events appended since the test began. */
    public List<TrackedEventMessage<?>> newEvents() {
        return Notes.after(engine, start);
    }

    @Override
    public void close() {
        nodes.forEach(Node::close);
    }
}
