package org.geben.benchmarks.rebuild.live;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.geben.benchmarks.rebuild.live.Deed.Piece;
import org.geben.benchmarks.serving.Api;
import tools.jackson.databind.JsonNode;

/**
 * Members who write and read on a schedule that waits for nobody. They contribute, reply, appreciate what is new and
 * what is old, and come and go in groups; one in twenty looks at once for what came of it.
 */
final class Traffic implements AutoCloseable {
    /** More than a server that keeps up ever has; further calls wait for one of them, and their time runs. */
    private static final int MOST_AT_ONCE = 128;

    private static final long SLOWEST = 5;
    private static final Duration QUICKENING = Duration.ofSeconds(20);
    private static final int LOOKED_FOR = 20;
    private static final int MEMBERS = 150;
    private static final int GROUPS = 3;
    private static final int OLD_PIECES = 300;
    private static final int OPENED_AT_FIRST = 30;
    private static final int RECENT = 1_000;
    private static final List<String> KINDS = List.of("LIKE", "THANKS", "INSIGHTFUL", "CELEBRATE", "SUPPORT");

    private final Api api;
    private final Minutes minutes;
    private final List<Piece> oldPieces;
    private final List<Question> questions = new ArrayList<>();
    private final List<Question> figures;
    private final List<String> members = new ArrayList<>();
    private final List<Piece> roots = Collections.synchronizedList(new ArrayList<>());
    private final List<Piece> pieces = Collections.synchronizedList(new ArrayList<>());
    private final Set<Deed> given = ConcurrentHashMap.newKeySet();
    private final Queue<Membership> outside = new ConcurrentLinkedQueue<>();
    private final Queue<Membership> inside = new ConcurrentLinkedQueue<>();
    private final Random random = new Random(1);
    private final Semaphore atOnce = new Semaphore(MOST_AT_ONCE);
    private final List<Thread> callers;
    private volatile Latencies latencies = new Latencies();
    private volatile boolean goesOn = true;

    /**
     * How many there are of each in a second.
     *
     * @param figures are counted from all that was done meanwhile, which becomes more and more
     */
    record Rates(int commands, int reads, int figures) {}

    private record Membership(String group, String member) {}

    /**
     * @param position at which it is
     * @param shownBy what is asked for once it has been done
     */
    private record Done(long position, Question shownBy) {}

    private interface Call {
        void make(long due) throws IOException, InterruptedException;
    }

    private Traffic(Api api, Minutes minutes, Beginning beginning, Rates rates)
            throws IOException, InterruptedException {
        this.api = api;
        this.minutes = minutes;
        this.oldPieces = beginning.pieces(OLD_PIECES);
        Instant now = Instant.now();
        // A day must not end while it is looked at: where it is noon now, it does not.
        String zone =
                ZoneOffset.ofHours(12 - now.atOffset(ZoneOffset.UTC).getHour()).getId();
        this.figures = List.of(
                new Question.Board("giving", zone),
                new Question.Board("appreciated", zone),
                new Question.Board("contributing", zone),
                new Question.Health(now));
        settleIn();
        this.callers = List.of(
                caller("writers", rates.commands(), this::command),
                caller("readers", rates.reads(), this::read),
                caller("counters", rates.figures(), this::count));
    }

    static Traffic start(Api api, Minutes minutes, Beginning beginning, Rates rates)
            throws IOException, InterruptedException {
        return new Traffic(api, minutes, beginning, rates);
    }

    private Thread caller(String name, int perSecond, Call call) {
        return Thread.ofPlatform().name(name).start(() -> {
            if (perSecond > 0) {
                keepTo(perSecond, call);
            }
        });
    }

    private void settleIn() throws IOException, InterruptedException {
        questions.add(new Question.Feed());
        String mark = Long.toString(System.nanoTime(), Character.MAX_RADIX);
        for (int number = 0; number < MEMBERS; number++) {
            Map<String, String> member =
                    Map.of("handle", "live-%s-%d".formatted(mark, number), "name", "Live " + number);
            members.add(api.call("POST", "/members", null, member).get("id").asString());
        }
        for (int number = 0; number < GROUPS; number++) {
            JsonNode answer = api.call("POST", "/groups", members.getFirst(), Map.of("name", "Group " + number));
            String group = answer.get("id").asString();
            acknowledged(answer, new Deed.Entered(group));
            members.stream().skip(1).forEach(member -> outside.add(new Membership(group, member)));
            questions.add(new Question.Group(group));
        }
        for (int number = 0; number < OPENED_AT_FIRST; number++) {
            open();
        }
    }

    /** From now on, what is due is measured into these. */
    void measureInto(Latencies measured) {
        latencies = measured;
    }

    private void keepTo(int perSecond, Call call) {
        long gap = Duration.ofSeconds(1).toNanos() / perSecond;
        long begun = System.nanoTime();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long next = begun; goesOn; next += gap * slowness(next - begun)) {
                while (System.nanoTime() < next) {
                    LockSupport.parkNanos(next - System.nanoTime());
                }
                long due = next;
                callers.execute(() -> attempt(call, due));
            }
        }
    }

    /** A server that has just started is given its traffic by degrees. */
    private static long slowness(long nanos) {
        return Math.max(1, SLOWEST - nanos * SLOWEST / QUICKENING.toNanos());
    }

    private void attempt(Call call, long due) {
        atOnce.acquireUninterruptibly();
        try {
            call.make(due);
        } catch (IOException | RuntimeException e) {
            minutes.failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            atOnce.release();
        }
    }

    private void read(long due) throws IOException, InterruptedException {
        Latencies into = latencies;
        Question question = switch (drawn(3)) {
            case 0 -> new Question.Conversation(any(oldPieces));
            case 1 -> new Question.Member(any(members));
            default -> any(questions);
        };
        JsonNode answer = api.get(question.path());
        Latencies.record(into.reads(), due);
        minutes.answered(question, answer);
    }

    private void count(long due) throws IOException, InterruptedException {
        Latencies into = latencies;
        Question question = any(figures);
        JsonNode answer = api.get(question.path());
        Latencies.record(into.figures(), due);
        minutes.answered(question, answer);
    }

    private void command(long due) throws IOException, InterruptedException {
        Latencies into = latencies;
        Done done = commanded();
        Latencies.record(into.commands(), due);
        if (drawn(LOOKED_FOR) == 0) {
            JsonNode answer = api.get(done.shownBy().path() + "&minPosition=" + done.position());
            Latencies.record(into.visible(), due);
            minutes.answered(done.shownBy(), answer);
        }
    }

    private Done commanded() throws IOException, InterruptedException {
        int which = drawn(100);
        if (which < 15) {
            return open();
        } else if (which < 30) {
            return reply();
        } else if (which < 40) {
            return comeOrGo();
        }
        return appreciate();
    }

    private Done open() throws IOException, InterruptedException {
        String author = any(members);
        JsonNode answer = api.call(
                "POST",
                "/contributions",
                author,
                Map.of(
                        "kind",
                        "POST",
                        "title",
                        "What I learned",
                        "text",
                        "Something that may help others. ".repeat(9)));
        Piece root = new Piece(answer.get("id").asString(), author);
        Done done = shown(answer, new Deed.Opened(root));
        roots.add(root);
        pieces.add(root);
        return done;
    }

    private Done reply() throws IOException, InterruptedException {
        String author = any(members);
        Piece root = recent(roots);
        JsonNode answer = api.call(
                "POST",
                "/contributions",
                author,
                Map.of("kind", "COMMENT", "text", "That has helped me. ".repeat(5), "inReplyTo", root.id()));
        Piece reply = new Piece(answer.get("id").asString(), author);
        Done done = shown(answer, new Deed.Replied(reply, root));
        pieces.add(reply);
        return done;
    }

    private Done appreciate() throws IOException, InterruptedException {
        Deed.Appreciated deed = appreciation();
        while (deed.giver().equals(deed.piece().author()) || !given.add(deed)) {
            deed = appreciation();
        }
        JsonNode answer = api.call(
                "POST",
                "/appreciations",
                deed.giver(),
                Map.of("subject", "contribution:" + deed.piece().id(), "kind", deed.kind()));
        long position = acknowledged(answer, deed);
        return new Done(position, new Question.Standing(deed.giver()));
    }

    private Deed.Appreciated appreciation() {
        return new Deed.Appreciated(any(members), drawn(3) == 0 ? any(oldPieces) : recent(pieces), any(KINDS));
    }

    private Done comeOrGo() throws IOException, InterruptedException {
        boolean comes = drawn(2) == 0;
        Membership membership = (comes ? outside : inside).poll();
        if (membership == null) {
            return appreciate();
        }
        JsonNode answer = api.call(
                comes ? "PUT" : "DELETE",
                "/groups/%s/members/%s".formatted(membership.group(), membership.member()),
                membership.member(),
                null);
        (comes ? inside : outside).add(membership);
        return shown(answer, comes ? new Deed.Entered(membership.group()) : new Deed.Left(membership.group()));
    }

    private Done shown(JsonNode answer, Deed deed) {
        return new Done(acknowledged(answer, deed), any(questions));
    }

    private long acknowledged(JsonNode answer, Deed deed) {
        long position = answer.get("position").asLong();
        minutes.acknowledged(position, deed);
        return position;
    }

    private synchronized int drawn(int below) {
        return random.nextInt(below);
    }

    private <T> T any(List<T> list) {
        return list.get(drawn(list.size()));
    }

    private <T> T recent(List<T> list) {
        int size = list.size();
        return list.get(size - 1 - drawn(Math.min(size, RECENT)));
    }

    /** Returns when nothing is under way any more. */
    @Override
    public void close() throws InterruptedException {
        goesOn = false;
        for (Thread caller : callers) {
            caller.join();
        }
    }
}
