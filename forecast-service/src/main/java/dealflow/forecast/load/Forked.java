package dealflow.forecast.load;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Work that is divided between the processors, within the deadline of whoever waits for all of it. */
public final class Forked {

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private Forked() {}

    /**
     * What comes of some things, dealt out in as many portions as there are processors.
     *
     * @param work on one portion, in one thread; it must change nothing that the others see
     */
    public static <T, R> List<R> each(List<T> all, Function<List<T>, List<R>> work) {
        var deadline = Deadline.current();
        var portions = Math.max(1, Math.min(PROCESSORS, all.size()));
        var forked = IntStream.range(1, portions)
                .mapToObj(number -> portion(all, number, portions))
                .map(portion -> CompletableFuture.supplyAsync(() -> deadline.shared(() -> work.apply(portion))))
                .toList();
        var own = work.apply(portion(all, 0, portions));
        try {
            return Stream.concat(own.stream(), forked.stream().flatMap(each -> each.join().stream()))
                    .collect(Collectors.toList());
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private static <T> List<T> portion(List<T> all, int number, int portions) {
        return IntStream.range(0, all.size())
                .filter(i -> i % portions == number)
                .mapToObj(all::get)
                .toList();
    }
}
