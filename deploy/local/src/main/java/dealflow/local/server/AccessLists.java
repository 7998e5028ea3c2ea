package dealflow.local.server;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.IDEMPOTENT_WRITE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.ResourceType.CLUSTER;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Who may log in, and do what with a broker: the deal service writes the contract's topics, the other two read them, and one is the
 * forecast service's, which the deal service reads.
 */
final class AccessLists {

    private static final String TOPICS = "dealflow.";
    private static final String FORECASTS = "dealflow.forecasts.v1";
    private static final ScramCredentialInfo STRENGTH = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);

    private AccessLists() {}

    /** Tells the broker its users and what each may do; again, nothing changes. */
    static void give(Map<String, Object> login, KafkaSecurity.Secure security) {
        try (var admin = Admin.create(login)) {
            var users = KafkaSecurity.Secure.SERVICES.stream()
                    .<UserScramCredentialAlteration>map(
                            user -> new UserScramCredentialUpsertion(user, STRENGTH, security.password(user)))
                    .toList();
            admin.alterUserScramCredentials(users).all().get();
            var lists = Stream.of(
                            of("deal", TOPIC, TOPICS, CREATE, WRITE, DESCRIBE, DESCRIBE_CONFIGS),
                            of("deal", CLUSTER, "kafka-cluster", IDEMPOTENT_WRITE),
                            of("deal", TOPIC, FORECASTS, READ),
                            of("deal", GROUP, "deal", READ, DESCRIBE),
                            of("funnel", TOPIC, TOPICS, READ, DESCRIBE),
                            of("funnel", GROUP, "funnel", READ, DESCRIBE, DELETE),
                            of("forecast", TOPIC, TOPICS, READ, DESCRIBE),
                            of("forecast", TOPIC, FORECASTS, CREATE, WRITE, DESCRIBE_CONFIGS),
                            of("forecast", GROUP, "forecast", READ, DESCRIBE, DELETE))
                    .flatMap(list -> list)
                    .toList();
            admin.createAcls(lists).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka refused the access lists: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Stream<AclBinding> of(String user, ResourceType type, String name, AclOperation... operations) {
        var pattern = new ResourcePattern(type, name, type == CLUSTER ? PatternType.LITERAL : PatternType.PREFIXED);
        return List.of(operations).stream()
                .map(operation -> new AclBinding(
                        pattern, new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW)));
    }
}
