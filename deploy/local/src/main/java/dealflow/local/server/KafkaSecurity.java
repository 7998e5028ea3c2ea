package dealflow.local.server;

import dealflow.local.folder.DataFolder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a broker is reached: in the clear, or with TLS, passwords (SCRAM) and access lists. */
public sealed interface KafkaSecurity {

    /** The broker's settings. */
    String settings(int port, int controllerPort);

    /** What the tool that formats the broker's storage is told besides. */
    default List<String> format() {
        return List.of();
    }

    /** A service's settings, as the environment variables that Quarkus reads. */
    default Map<String, String> client(String user) {
        return Map.of();
    }

    /** The settings of a client that is that user, by Kafka's names. */
    default Map<String, String> settingsOf(String user) {
        return Map.of();
    }

    record Plain() implements KafkaSecurity {

        @Override
        public String settings(int port, int controllerPort) {
            return """
                    listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                    advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                    listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
                    """
                    .formatted(port, controllerPort);
        }
    }

    /** Each service is a user of its own, who may do what the contract says: the deal service writes, the others read. */
    record Secure(Certificates certificates, DataFolder folder) implements KafkaSecurity {

        static final String BROKER = "broker";
        static final List<String> SERVICES = List.of("deal", "funnel", "forecast");

        @Override
        public String settings(int port, int controllerPort) {
            return """
                    listeners=SASL_SSL://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                    advertised.listeners=SASL_SSL://127.0.0.1:%1$d
                    listener.security.protocol.map=CONTROLLER:SSL,SASL_SSL:SASL_SSL
                    inter.broker.listener.name=SASL_SSL
                    sasl.enabled.mechanisms=SCRAM-SHA-512
                    sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
                    listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config=%3$s
                    listener.name.controller.ssl.client.auth=required
                    ssl.keystore.type=PKCS12
                    ssl.keystore.location=%4$s
                    ssl.keystore.password=%5$s
                    ssl.key.password=%5$s
                    ssl.truststore.type=PEM
                    ssl.truststore.location=%6$s
                    authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
                    allow.everyone.if.no.acl.found=false
                    super.users=User:%7$s;User:%8$s
                    """
                    .formatted(
                            port,
                            controllerPort,
                            login(BROKER),
                            certificates.keyStore(),
                            certificates.password(),
                            certificates.certificate(),
                            BROKER,
                            Certificates.NAME);
        }

        @Override
        public List<String> format() {
            // The others are told to the broker when it runs (AccessLists).
            return List.of("--add-scram", "SCRAM-SHA-512=[name=%s,password=%s]".formatted(BROKER, password(BROKER)));
        }

        @Override
        public Map<String, String> client(String user) {
            var environment = new LinkedHashMap<String, String>();
            settingsOf(user)
                    .forEach((name, value) ->
                            environment.put("KAFKA_" + name.toUpperCase().replace('.', '_'), value));
            return environment;
        }

        @Override
        public Map<String, String> settingsOf(String user) {
            return Map.of(
                    "security.protocol", "SASL_SSL",
                    "sasl.mechanism", "SCRAM-SHA-512",
                    "sasl.jaas.config", login(user),
                    "ssl.truststore.type", "PEM",
                    "ssl.truststore.location", certificates.certificate().toString());
        }

        String password(String user) {
            return user.equals(BROKER) ? folder.password() : folder.password("kafka-" + user);
        }

        private String login(String user) {
            return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                    .formatted(user, password(user));
        }
    }
}
