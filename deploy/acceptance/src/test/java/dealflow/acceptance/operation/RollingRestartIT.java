package dealflow.acceptance.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dealflow.acceptance.system.Dealflow;
import dealflow.acceptance.system.PublishedEvents;
import dealflow.local.stack.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Both replicas of every service are replaced under load, as a Deployment does it: nobody notices, no event is lost or moved. */
@ExtendWith(Dealflow.class)
class RollingRestartIT {

    /** As on Kubernetes, where it is twice as long: not ready at once, answering still. */
    private static final Map<String, String> DRAINING = Map.of("QUARKUS_SHUTDOWN_DELAY", "PT5S");

    private static final int WRITERS = 3;

    @Test
    void replacingEveryReplicaIsNotNoticed() throws Exception {
        assumeTrue(Boolean.getBoolean("dealflow.rolling"), "takes minutes: ask for it with -Ddealflow.rolling=true");
        Dealflow.createPipeline(
                """
                {"key":"rolling","names":{"en":"Rolling"},"currency":"EUR","timeZone":"UTC",
                 "stages":[{"key":"lead","names":{"en":"Lead"},"place":"OUTSIDE","buyingPhase":"NEED_FORMATION"},
                           {"key":"a","names":{"en":"A"},"place":"FUNNEL","buyingPhase":"NEED_FORMATION"}],
                 "won":{"key":"won","names":{"en":"Won"}},"lossReasons":[],"skips":"ALLOWED"}""");
        Dealflow.awaitProjections();
        var load = new Load("rolling");
        var deals = new Rollout(Dealflow.stack().deals());
        var funnels = new Rollout(Dealflow.stack().funnels());
        var forecasts = new Rollout(Dealflow.stack().forecasts());
        var rollouts = List.of(deals, funnels, forecasts);
        try (load) {
            together(rollouts, Rollout::begin);
            for (var i = 0; i < WRITERS; i++) {
                load.write(deals.balancer.address());
            }
            load.read(funnels.balancer.address(), "/funnels/rolling");
            load.read(forecasts.balancer.address(), "/forecasts/rolling");
            var began = Instant.now();
            together(rollouts, rollout -> {
                var before = load.requests();
                rollout.replaceEach();
                assertThat(load.requests()).as("there was load").isGreaterThan(before + 100);
            });
            var took = Duration.between(began, Instant.now());
            load.close();
            System.out.printf(
                    "Rolling restart, two replicas of three services: %d requests in %.1f s, %d failed; %d deals, %d events%n",
                    load.requests(),
                    took.toMillis() / 1e3,
                    load.failures().size(),
                    load.versions().size(),
                    load.versions().values().stream().mapToLong(Long::longValue).sum());
        } finally {
            together(rollouts, Rollout::end);
        }
        assertThat(load.failures()).isEmpty();
        assertThat(load.versions()).hasSizeGreaterThan(20);
        Dealflow.awaitProjections();
        assertThat(PublishedEvents.sequences(load.versions().keySet())).isEqualTo(recorded(load));
        assertThat(Dealflow.funnels()
                        .queryParam("from", "2020-01-01")
                        .get("/funnels/rolling")
                        .jsonPath()
                        .getLong("entered.count"))
                .isEqualTo(load.entered());
    }

    private static Map<String, List<Long>> recorded(Load load) {
        return load.versions().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, deal -> LongStream.rangeClosed(1, deal.getValue())
                        .boxed()
                        .toList()));
    }

    private static void together(List<Rollout> rollouts, Consumer<Rollout> step) {
        CompletableFuture.allOf(rollouts.stream()
                        .map(rollout -> CompletableFuture.runAsync(
                                () -> step.accept(rollout), task -> new Thread(task).start()))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    /** A Deployment with {@code replicas: 2, maxSurge: 1, maxUnavailable: 0}. */
    private static final class Rollout {

        private final List<Service> running;
        private final List<Service> following;
        private final Balancer balancer;

        Rollout(Service service) throws Exception {
            var replicas = Stream.of("1", "2", "3", "4")
                    .map(label -> Dealflow.stack().replica(service, label, DRAINING))
                    .toList();
            running = replicas.subList(0, 2);
            following = replicas.subList(2, 4);
            balancer = new Balancer(replicas);
        }

        void begin() {
            running.forEach(this::start);
        }

        void replaceEach() {
            for (var i = 0; i < running.size(); i++) {
                start(following.get(i));
                running.get(i).stop();
            }
        }

        private void start(Service replica) {
            replica.start();
            Dealflow.await("it is among those that are asked", () -> balancer.isReady(replica));
        }

        void end() {
            Stream.concat(running.stream(), following.stream())
                    .filter(Service::alive)
                    .forEach(Service::kill);
            balancer.close();
        }
    }
}
