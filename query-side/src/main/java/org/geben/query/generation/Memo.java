package org.geben.query.generation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.geben.query.AsOf;
import org.jspecify.annotations.Nullable;

/**
 * Keeps readers from having the same figures reckoned for each of them. As long as a generation stands where it stood, an
 * answer about it is the answer, and who asks while it is reckoned waits for it instead of reckoning it, too. While the
 * view follows the log, an answer is given again until it is as old as the setting allows, with the position that it comes
 * from, unless a reader asks for a later one. From half of that age on one reader has it reckoned anew, and the others
 * need not wait for that.
 */
public final class Memo {
    private static final int MOST = 2000;
    private static final Duration UNREAD = Duration.ofMinutes(10);

    private final Cache<Key, Kept> answers =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(UNREAD).build();
    private final long oldest;

    /** @param oldest how old an answer may be that is given again while the view follows the log; 0 for never */
    public Memo(Duration oldest) {
        this.oldest = oldest.toNanos();
    }

    private record Key(String generation, Object question) {}

    /** @param before what it is to replace, which is still good for a while */
    private record Kept(
            Origin origin,
            long since,
            CompletableFuture<Object> answer,
            @Nullable Kept before) {
        long age() {
            return System.nanoTime() - since;
        }
    }

    /**
     * The answer to a question about what is read now, which may be as old as the setting allows.
     *
     * @param question equal where the answer must be
     */
    public <T> T answer(Origin now, AsOf asOf, Object question, Supplier<T> reckoned) {
        return answer(now, asOf, question, oldest, reckoned);
    }

    /** The same, as of this very position. */
    public <T> T exact(Origin now, AsOf asOf, Object question, Supplier<T> reckoned) {
        return answer(now, asOf, question, 0, reckoned);
    }

    @SuppressWarnings("unchecked")
    private <T> T answer(Origin now, AsOf asOf, Object question, long age, Supplier<T> reckoned) {
        long wanted = asOf instanceof AsOf.Now present && present.minPosition() != null ? present.minPosition() : 0;
        Key key = new Key(now.generation(), question);
        while (true) {
            Kept newest = answers.getIfPresent(key);
            Kept usable = newest == null ? null : usable(newest, now, wanted, age);
            if (usable != null) {
                return (T) await(usable);
            }
            Kept before = newest == null || newest.answer.isDone() ? newest : newest.before;
            Kept mine = new Kept(now, System.nanoTime(), new CompletableFuture<>(), before);
            boolean isMine = newest == null
                    ? answers.asMap().putIfAbsent(key, mine) == null
                    : answers.asMap().replace(key, newest, mine);
            if (isMine) {
                return reckon(key, mine, reckoned);
            }
        }
    }

    private @Nullable Kept usable(Kept newest, Origin now, long wanted, long age) {
        boolean isDone = newest.answer.isDone();
        if (!isDone && isGood(newest.before, wanted, age)) {
            return newest.before;
        }
        boolean isTrue = newest.origin.equals(now) || newest.origin.position() > now.position();
        return isTrue || isGood(newest, wanted, isDone ? age / 2 : age) ? newest : null;
    }

    private static boolean isGood(@Nullable Kept kept, long wanted, long age) {
        return kept != null && kept.age() < age && kept.origin.position() >= wanted;
    }

    private <T> T reckon(Key key, Kept mine, Supplier<T> reckoned) {
        try {
            T answer = reckoned.get();
            answers.asMap().replace(key, mine, new Kept(mine.origin, mine.since, done(answer), null));
            mine.answer.complete(answer);
            return answer;
        } catch (Throwable failure) {
            answers.asMap().remove(key, mine);
            mine.answer.completeExceptionally(failure);
            throw failure;
        }
    }

    private static CompletableFuture<Object> done(Object answer) {
        return CompletableFuture.completedFuture(answer);
    }

    private static Object await(Kept kept) {
        try {
            return kept.answer.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }
}
