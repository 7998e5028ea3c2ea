package dealflow.local.stack;

import dealflow.local.folder.DataFolder;
import dealflow.local.process.PidFile;
import dealflow.local.process.Waiting;
import dealflow.local.server.Postgres;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Processes that a killed launcher left behind: they would hold the ports and the databases of the next one. */
public final class Leftovers {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Map<String, ProcessHandle> processes = new LinkedHashMap<>();

    /** Those of a folder that this launcher has locked, so that no living launcher owns them. */
    public static Leftovers in(DataFolder folder) {
        var leftovers = new Leftovers();
        for (var service : LocalStack.SERVICES) {
            leftovers.add(service, folder.pidFile(service));
        }
        leftovers.add("console", folder.pidFile("console"));
        leftovers.add("kafka", folder.pidFile("kafka"));
        leftovers.add("keycloak", folder.pidFile("keycloak"));
        Postgres.in(folder, 0).process().ifPresent(process -> leftovers.processes.put("postgresql", process));
        return leftovers;
    }

    private void add(String name, PidFile file) {
        file.process().ifPresent(process -> processes.put(name, process));
    }

    public void stop(Consumer<String> report) {
        processes.forEach((name, process) -> {
            report.accept(
                    "stopping %s, left over by a launcher that was killed (process %d)".formatted(name, process.pid()));
            process.destroy();
            if (!Waiting.until(() -> !process.isAlive(), () -> true, PATIENCE)) {
                process.destroyForcibly();
                Waiting.until(() -> !process.isAlive(), () -> true, PATIENCE);
            }
        });
    }
}
