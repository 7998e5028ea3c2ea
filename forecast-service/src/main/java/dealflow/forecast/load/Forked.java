package dealflow.forecast.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Work that is divided between the processors, within the deadline of whoever waits for all of it. */
public final class Forked {

    private static final int PROCESSORS = Math.max(2, Runtime.getRuntime().availableProcessors());

    /** Fewer are gone through in less time than it takes to divide them; tests divide whatever there is. */
    private static final int MANY = Integer.getInteger("dealflow.forked.from", 20_000);

    private Forked() {}

    /** Does something with the things at {@code [from, to)}. */
    public interface Run<R> {
        R of(int from, int to);
    }

    /**
     * What comes of some things, each of which is work enough, dealt out in as many portions as there are processors; in their order.
     *
     * @param work on one portion, in one thread; it must change nothing that the others see
     */
    public static <T, R> List<R> each(List<T> all, Function<List<T>, List<R>> work) {
        var portions = Math.max(1, Math.min(processors(), all.size()));
        return forked(
                        portions,
                        number -> work.apply(all.subList(
                                bound(all.size(), number, portions), bound(all.size(), number + 1, portions))))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    /**
     * What comes of many things, cut into as many runs as there are processors, put together in their order.
     *
     * @param work on one run, as in {@link #each}
     */
    public static <T, R> R many(List<T> all, Function<List<T>, R> work, BinaryOperator<R> together) {
        return runs(all.size(), (from, to) -> work.apply(all.subList(from, to))).stream()
                .reduce(together)
                .orElseThrow();
    }

    /** The same of things that are known by their places; the results in their order. */
    public static <R> List<R> runs(int size, Run<R> work) {
        var runs = size < MANY ? 1 : processors();
        return forked(runs, number -> work.of(bound(size, number, runs), bound(size, number + 1, runs)));
    }

    /** Two things at once that know nothing of each other. */
    public static <A, B> Map.Entry<A, B> both(Supplier<A> one, Supplier<B> other) {
        if (processors() < 2) {
            return Map.entry(one.get(), other.get());
        }
        var second = new AtomicReference<B>();
        var first = forked(2, number -> {
            if (number == 0) {
                return one.get();
            }
            second.set(other.get());
            return null;
        });
        return Map.entry(first.get(0), second.get());
    }

    private static int processors() {
        return Deadline.current().isAside() ? 1 : PROCESSORS;
    }

    private static int bound(int size, int number, int runs) {
        return (int) ((long) size * number / runs);
    }

    private static <R> List<R> forked(int count, IntFunction<R> work) {
        var deadline = Deadline.current();
        var others = IntStream.range(1, count)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> deadline.shared(() -> work.apply(number))))
                .toList();
        var own = work.apply(0);
        try {
            var all = new ArrayList<R>(count);
            all.add(own);
            others.forEach(other -> all.add(other.join()));
            return all;
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
