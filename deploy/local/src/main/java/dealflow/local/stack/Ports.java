package dealflow.local.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The ports of one local system, all counted from one base.
 *
 * @param base the console is on it, and the APIs follow: 8080 gives 8081, 8082 and 8083
 */
public record Ports(int base) {

    public static final int DEFAULT_BASE = 8080;
    private static final int HIGHEST_BASE = 60_000;
    private static final List<Ports> GIVEN = new ArrayList<>();

    public Ports {
        if (base < 1024 || base > HIGHEST_BASE) {
            throw new IllegalArgumentException(
                    "The port base must be from 1024 to %d, not %d".formatted(HIGHEST_BASE, base));
        }
    }

    /** A base whose ports are all free now, and given to nobody else in this process, for a system beside others. */
    public static synchronized Ports free() {
        for (var attempt = 0; attempt < 200; attempt++) {
            // Below the range that systems hand out to clients by themselves.
            var ports = new Ports(ThreadLocalRandom.current().nextInt(20_000, 30_000));
            if (GIVEN.stream().allMatch(ports::apart) && ports.taken().isEmpty()) {
                GIVEN.add(ports);
                return ports;
            }
        }
        throw new IllegalStateException("No free ports found");
    }

    private boolean apart(Ports other) {
        var distance = Math.abs(base - other.base);
        return distance > 20 && Math.abs(distance - 1000) > 20;
    }

    int api(int service) {
        return base + service;
    }

    int management(int service) {
        return base + 1000 + service;
    }

    public int kafka() {
        return base + 1012;
    }

    public int kafkaController() {
        return base + 1013;
    }

    public int postgres() {
        return base + 1014;
    }

    int keycloak() {
        return base + 1015;
    }

    int keycloakManagement() {
        return base + 1016;
    }

    public int login() {
        return base + 1017;
    }

    /** The ports that other programs hold, with what we want them for. */
    Map<Integer, String> taken() {
        var wanted = new LinkedHashMap<Integer, String>();
        var names = LocalStack.SERVICES;
        for (var i = 1; i <= names.size(); i++) {
            wanted.put(api(i), names.get(i - 1));
            wanted.put(management(i), names.get(i - 1) + "'s health");
        }
        wanted.put(kafka(), "Kafka");
        wanted.put(kafkaController(), "Kafka's controller");
        wanted.put(postgres(), "PostgreSQL");
        wanted.put(keycloak(), "Keycloak");
        wanted.put(keycloakManagement(), "Keycloak's health");
        wanted.put(api(0), "the console");
        wanted.put(management(0), "the console's health");
        wanted.put(login(), "the console's login");
        wanted.keySet().removeIf(Ports::isFree);
        return wanted;
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
