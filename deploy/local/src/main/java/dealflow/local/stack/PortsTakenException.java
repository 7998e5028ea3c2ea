package dealflow.local.stack;

import java.util.Map;
import java.util.stream.Collectors;

/** Other programs hold ports that the system needs. */
public final class PortsTakenException extends RuntimeException {

    PortsTakenException(Map<Integer, String> taken) {
        super("Ports in use by other programs: %s. Stop those programs, or choose other ports with --port-base N."
                .formatted(taken.entrySet().stream()
                        .map(entry -> "%d (%s)".formatted(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(", "))));
    }
}
