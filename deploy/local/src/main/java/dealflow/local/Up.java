package dealflow.local;

import dealflow.local.demo.Demo;
import dealflow.local.folder.DataFolder;
import dealflow.local.folder.Root;
import dealflow.local.process.Supervisor;
import dealflow.local.server.Kafka;
import dealflow.local.stack.Leftovers;
import dealflow.local.stack.LocalStack;
import dealflow.local.stack.Ports;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the whole system and stays until Ctrl-C or SIGTERM, which stop it cleanly. */
@Command(
        name = "deploy/local/up",
        description = "Runs PostgreSQL, Kafka, the three services and the console on this machine, until Ctrl-C.",
        mixinStandardHelpOptions = true)
public final class Up implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Option(names = "--data", paramLabel = "DIR", description = "where the data stays (default: .dealflow)")
    private Path data = Root.data();

    @Option(names = "--fresh", description = "wipe the data first")
    private boolean fresh;

    @Option(names = "--demo", description = "load two years of a demo company, and print its funnel and forecast")
    private boolean demo;

    @Option(
            names = "--secure",
            negatable = true,
            description =
                    "TLS to PostgreSQL and Kafka, and a Kafka user for each service (default, but for data begun without)")
    private Boolean secure;

    @Option(
            names = "--keycloak",
            description =
                    "tokens from a real Keycloak, with somebody of each role, instead of a key of the launcher's own")
    private boolean keycloak;

    @Option(
            names = "--cors",
            paramLabel = "ORIGIN",
            description =
                    "lets pages of this origin, such as http://localhost:5173, call the services; may be repeated")
    private List<String> origins = List.of();

    @Option(names = "--seed", description = "another demo company (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            description =
                    "the console on N, APIs on N+1 to N+3, health on N+1000 to N+1003, Kafka on N+1012 and N+1013, "
                            + "PostgreSQL on N+1014, Keycloak on N+1015 and N+1016, the console's login on N+1017 (default: ${DEFAULT-VALUE})")
    private int portBase = Ports.DEFAULT_BASE;

    private volatile boolean stopping;

    public static void main(String[] arguments) {
        // The library that starts PostgreSQL tells each step; failures come back as exceptions.
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
        System.exit(Messages.brief(new CommandLine(new Up())).execute(arguments));
    }

    @Override
    public Integer call() {
        var out = command.commandLine().getOut();
        var ports = new Ports(portBase);
        var folder = DataFolder.open(data);
        out.println("Dealflow, data in " + folder.path());
        if (fresh) {
            Leftovers.in(folder).stop(line -> say(out, line));
            folder.wipe();
        }
        var stack = new LocalStack(
                Root.path(), folder, ports, new LocalStack.Options(secure(folder, out), keycloak, true, origins));
        var supervisor = new Supervisor(stack.parts(), line -> say(out, line));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stopping = true;
            supervisor.stop();
            say(out, "stopping");
            stack.close();
            say(out, "stopped");
        }));
        try {
            stack.start(line -> say(out, line));
            if (demo) {
                var tables = new Demo(stack, seed, line -> say(out, line)).load();
                out.println();
                tables.forEach(out::println);
            }
            ready(out, stack);
            supervisor.watch();
            return CommandLine.ExitCode.OK;
        } catch (RuntimeException e) {
            if (stopping) {
                // Whatever failed, failed because it is being stopped.
                return CommandLine.ExitCode.OK;
            }
            throw e;
        }
    }

    private boolean secure(DataFolder folder, PrintWriter out) {
        if (secure != null) {
            return secure;
        }
        var plain = Kafka.isPlain(folder);
        if (plain) {
            say(
                    out,
                    "this data was begun without --secure: anybody on this machine may write to its Kafka; --fresh begins anew");
        }
        return !plain;
    }

    private void ready(PrintWriter out, LocalStack stack) {
        out.println();
        out.println("Ready");
        stack.console().ifPresent(console -> out.printf("  %-18s %s%n", "console", console.address()));
        for (var service : List.of(stack.deals(), stack.funnels(), stack.forecasts())) {
            out.printf(
                    "  %-18s %s   Swagger UI %s/q/swagger-ui   health %s%n",
                    service.name(), service.api(), service.api(), service.health());
        }
        out.printf("  %-18s %s%n", "kafka", stack.kafka().bootstrapServers());
        stack.keycloak()
                .ifPresent(address -> out.printf(
                        "  %-18s %s/admin   admin's and everybody's password %s%n",
                        "keycloak", address, data.resolve("keycloak/password")));
        out.println("  A token: deploy/local/token ops" + (data.equals(Root.data()) ? "" : " --data " + data));
        out.println("  Ctrl-C stops everything; the data stays.");
        out.flush();
    }

    private static synchronized void say(PrintWriter out, String line) {
        out.println("  " + line);
        out.flush();
    }
}
