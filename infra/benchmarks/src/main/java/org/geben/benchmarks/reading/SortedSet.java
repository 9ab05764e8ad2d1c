package org.geben.benchmarks.reading;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** A board as a sorted set of Redis, which keeps scores and nothing else: no window, no event behind a number, no past. */
final class SortedSet implements AutoCloseable {
    private static final String KEY = "board";
    private static final int ATTEMPTS = 50;
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final Process process;
    private final RedisClient redis;

    private SortedSet(Process process, RedisClient redis) {
        this.process = process;
        this.redis = redis;
    }

    /** @param scores by member */
    static SortedSet of(Map<String, Long> scores, Path directory) throws IOException, InterruptedException {
        int port = freePort();
        Process process = start(port, directory);
        RedisClient redis = RedisClient.create("127.0.0.1", port);
        awaitStart(redis);
        Map<String, Double> members = new HashMap<>();
        scores.forEach((member, score) -> members.put(member, (double) score));
        redis.zadd(KEY, members);
        return new SortedSet(process, redis);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Process start(int port, Path directory) throws IOException {
        try {
            return new ProcessBuilder(
                            "redis-server",
                            "--port",
                            "" + port,
                            "--bind",
                            "127.0.0.1",
                            "--save",
                            "",
                            "--dir",
                            "" + directory)
                    .redirectOutput(
                            Files.createTempFile(directory, "redis", ".log").toFile())
                    .start();
        } catch (IOException e) {
            throw new IOException("There is no redis-server to compare with: run infra/benchmarks/redis.sh first.", e);
        }
    }

    private static void awaitStart(RedisClient redis) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                redis.ping();
                return;
            } catch (JedisConnectionException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                Thread.sleep(BETWEEN);
            }
        }
    }

    void top(int number) {
        if (redis.zrevrangeWithScores(KEY, 0, number - 1).isEmpty()) {
            throw new IllegalStateException("The sorted set is empty");
        }
    }

    /** @param each so many above and below */
    void around(String member, int each) {
        Long rank = redis.zrevrank(KEY, member);
        if (rank == null) {
            throw new IllegalStateException(member + " is not in the sorted set");
        }
        redis.zrevrangeWithScores(KEY, Math.max(0, rank - each), rank + each);
    }

    @Override
    public void close() throws InterruptedException {
        redis.close();
        process.destroy();
        process.waitFor();
    }
}
