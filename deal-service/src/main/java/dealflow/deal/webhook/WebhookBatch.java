package dealflow.deal.webhook;

import dealflow.deal.feed.FeedPage;
import dealflow.deal.outbox.CloudEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * One round of deliveries to one webhook: some deals side by side, the events of each one after another. An event that is not
 * taken holds back its own deal only, until so many have failed that the endpoint itself seems to be down.
 */
final class WebhookBatch {

    private static final int FAILURES = 3;

    private final FeedPage page;
    private final Set<Long> delivered;
    private final Function<CloudEvent, WebhookAttempt> send;
    private final long until;
    private final List<WebhookAttempt> failures = new ArrayList<>();
    private final List<WebhookAttempts.Sent> sent = new ArrayList<>();
    private WebhookAttempt latest;
    private boolean success;

    /**
     * @param ahead places that are delivered already
     * @param send sends an event and tells what came of it; never throws
     * @param atMost when nothing new is begun any more
     */
    WebhookBatch(FeedPage page, Set<Long> ahead, Function<CloudEvent, WebhookAttempt> send, Duration atMost) {
        this.page = page;
        this.delivered = new TreeSet<>(ahead);
        this.send = send;
        this.until = System.nanoTime() + atMost.toNanos();
    }

    void run(Executor deals) {
        var lives = new LinkedHashMap<String, List<FeedPage.Placed>>();
        for (var placed : page.events()) {
            if (!delivered.contains(placed.position())) {
                lives.computeIfAbsent(placed.event().subject(), subject -> new ArrayList<>())
                        .add(placed);
            }
        }
        CompletableFuture.allOf(lives.values().stream()
                        .map(life -> CompletableFuture.runAsync(() -> deliver(life), deals))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private void deliver(List<FeedPage.Placed> life) {
        for (var placed : life) {
            if (isOver()) {
                return;
            }
            var attempt = send.apply(placed.event());
            note(placed, attempt);
            if (!attempt.delivered()) {
                return;
            }
        }
    }

    private synchronized boolean isOver() {
        return System.nanoTime() - until > 0
                || failures.stream().anyMatch(WebhookAttempt::gone)
                || !success && failures.size() >= FAILURES;
    }

    private synchronized void note(FeedPage.Placed placed, WebhookAttempt attempt) {
        latest = attempt;
        sent.add(new WebhookAttempts.Sent(placed, attempt));
        if (attempt.delivered()) {
            success = true;
            delivered.add(placed.position());
        } else {
            failures.add(attempt);
        }
    }

    /** The place up to which everything is delivered now. */
    long position(long before) {
        var position = before;
        for (var placed : page.events()) {
            if (!delivered.contains(placed.position())) {
                return position;
            }
            position = placed.position();
        }
        return page.last();
    }

    /** The places behind it that are, too. */
    Set<Long> ahead(long position) {
        var ahead = new TreeSet<>(delivered);
        ahead.removeIf(place -> place <= position);
        return ahead;
    }

    /** The failure to show, if there was one, else the latest success; null if nothing was sent. */
    WebhookAttempt toShow() {
        return failures.isEmpty() ? latest : failures.get(failures.size() - 1);
    }

    /** What was sent, in the order in which it was answered. */
    List<WebhookAttempts.Sent> sent() {
        return sent;
    }

    boolean failed() {
        return !failures.isEmpty();
    }

    boolean gone() {
        return failures.stream().anyMatch(WebhookAttempt::gone);
    }

    boolean progressed() {
        return success;
    }
}
