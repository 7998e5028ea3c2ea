package dealflow.benchmark.system;

import dealflow.local.folder.DataFolder;
import dealflow.local.folder.Folders;
import dealflow.local.login.Role;
import dealflow.local.stack.LocalStack;
import dealflow.local.stack.Ports;
import dealflow.local.stack.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A system that runs for one benchmark only, with a pipeline of five stages. */
public final class Bench implements AutoCloseable {

    public static final String PIPELINE = "bench";
    public static final String[] STAGES = {"a", "b", "c", "d", "e"};

    public final LocalStack stack;
    public final Client deals;
    public final Client funnels;
    public final Client forecasts;

    public Bench() {
        this(LocalStack.Options.PLAIN);
    }

    /** @param options such as with the console */
    public Bench(LocalStack.Options options) {
        try {
            var folder = DataFolder.open(Files.createTempDirectory("dealflow-benchmark"));
            stack = new LocalStack(Path.of(System.getProperty("dealflow.root", ".")), folder, Ports.free(), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        stack.start(step -> System.out.println("  " + step));
        deals = new Client(stack.deals().api(), stack.token(Role.OPS));
        funnels = new Client(stack.funnels().api(), stack.token(Role.OPS));
        forecasts = new Client(stack.forecasts().api(), stack.token(Role.VIEWER));
        deals.post("/pipelines", definition(PIPELINE, List.of(STAGES), "USD", ZoneOffset.UTC));
    }

    public static String definition(String key, List<String> stages, String currency, ZoneId zone) {
        var list = stages.stream()
                .map(stage ->
                        "{\"key\":\"%s\",\"names\":{\"en\":\"%s\"},\"place\":\"FUNNEL\",\"buyingPhase\":\"NEED_FORMATION\"}"
                                .formatted(stage, stage))
                .collect(Collectors.joining(","));
        return """
                {"key":"%s","names":{"en":"Benchmark"},"currency":"%s","timeZone":"%s","stages":[%s],
                 "won":{"key":"won","names":{"en":"Won"}},"lossReasons":[],"skips":"ALLOWED"}"""
                .formatted(key, currency, zone.getId().equals("Z") ? "UTC" : zone.getId(), list);
    }

    /** The number that a query of one row and column gives, straight from a service's database. */
    public long number(Service service, String sql) {
        try (var connection = connect(service);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public Connection connect(Service service) throws SQLException {
        var database = stack.databaseOf(service);
        return DriverManager.getConnection(database.get(0), database.get(1), database.get(2));
    }

    /** What each part has used of the processors until now, its children included, in seconds. */
    public Map<String, Double> processorSeconds() {
        var seconds = new LinkedHashMap<String, Double>();
        for (var part : stack.parts()) {
            var used = part.process().stream()
                    .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                    .mapToLong(process -> process.info()
                            .totalCpuDuration()
                            .orElse(Duration.ZERO)
                            .toMillis())
                    .sum();
            seconds.put(part.name(), used / 1000.0);
        }
        return seconds;
    }

    public void printProcessorSecondsSince(Map<String, Double> before) {
        processorSeconds()
                .forEach((part, seconds) ->
                        System.out.printf("  %-18s used %6.1f s of a processor%n", part, seconds - before.get(part)));
    }

    /** Looks five times a second: each look is work for what is measured. */
    public static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        stack.close();
        Folders.delete(stack.folder().path());
    }
}
