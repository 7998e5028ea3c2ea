package dealflow.client;

import dealflow.client.deals.DealsApi;
import dealflow.client.forecasts.ForecastsApi;
import dealflow.client.funnels.FunnelsApi;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The three services, ready to be called by as many threads as wanted. The README shows each part by one example. */
public final class Dealflow {

    private final DealsApi deals;
    private final FunnelsApi funnels;
    private final ForecastsApi forecasts;

    private Dealflow(Builder with) {
        deals = new DealsApi(with.service("deals"));
        funnels = new FunnelsApi(with.service("funnels"));
        forecasts = new ForecastsApi(with.service("forecasts"));
    }

    public static Builder builder() {
        return new Builder();
    }

    public DealsApi deals() {
        return deals;
    }

    public FunnelsApi funnels() {
        return funnels;
    }

    public ForecastsApi forecasts() {
        return forecasts;
    }

    /** Where the services are, and what all calls to them have in common. */
    public static final class Builder {

        private final Map<String, URI> addresses = new LinkedHashMap<>();
        private final Map<String, String> headers = new LinkedHashMap<>();
        private Supplier<String> token = () -> null;
        private Patience patience = Patience.USUAL;
        private Duration timeout = Duration.ofMinutes(1);
        private HttpClient http;

        private Builder() {}

        /** The deal service's address, such as {@code http://localhost:8081}. */
        public Builder deals(String address) {
            addresses.put("deals", URI.create(address));
            return this;
        }

        public Builder funnels(String address) {
            addresses.put("funnels", URI.create(address));
            return this;
        }

        public Builder forecasts(String address) {
            addresses.put("forecasts", URI.create(address));
            return this;
        }

        /** @param supplier of a bearer token; asked before every attempt, so keep the token until it expires */
        public Builder token(Supplier<String> supplier) {
            token = supplier;
            return this;
        }

        public Builder token(String bearer) {
            return token(() -> bearer);
        }

        /** Sent with every call, such as {@code Accept-Language}. */
        public Builder header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        public Builder patience(Patience given) {
            patience = given;
            return this;
        }

        /** For how long one attempt may wait for its answer; a minute unless given. */
        public Builder timeout(Duration given) {
            timeout = given;
            return this;
        }

        /** In place of a client of its own: for proxies, certificates, threads. */
        public Builder http(HttpClient client) {
            http = client;
            return this;
        }

        /** Sends nothing yet. A service without an address may not be called. */
        public Dealflow build() {
            if (http == null) {
                http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(10))
                        .build();
            }
            return new Dealflow(this);
        }

        private Service service(String name) {
            return new Service(addresses.get(name), http, token, Map.copyOf(headers), patience, timeout);
        }
    }
}
