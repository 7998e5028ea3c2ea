package dealflow.edge;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Puts every request of somebody known into the audit, also one that was refused. */
public class AuditFilter {

    private static final String OVERRIDE = "dealflow.override";
    private static final int LONGEST = 500;

    /** Which of these were asked for says what was read; what was searched for may be a person. */
    private static final Set<String> TOLD = Set.of(
            "pipeline",
            "stage",
            "status",
            "owner",
            "team",
            "product",
            "source",
            "region",
            "by",
            "cell",
            "measure",
            "interval",
            "from",
            "to",
            "asOf",
            "cursor",
            "after",
            "limit",
            "sort");

    @Inject
    AuditLog log;

    @Inject
    Sights sights;

    /** Notes why a rule is stepped over in this request. */
    public static void overrides(RoutingContext request, String reason) {
        request.put(OVERRIDE, shortened(reason));
    }

    /** After the filter that sets the correlation id: the filter with the lowest number is the last. */
    @ServerResponseFilter(priority = 1)
    void note(ContainerRequestContext request, ContainerResponseContext response, RoutingContext context) {
        var caller = sights.caller();
        if (caller == null) {
            return;
        }
        var address = context.request().remoteAddress();
        log.add(new AuditEntry(
                0,
                Instant.now(),
                caller.name(),
                caller.roles().stream().sorted().toList(),
                request.getMethod(),
                shortened(request.getUriInfo().getPath()),
                query(request),
                response.getStatus(),
                address == null ? "" : address.hostAddress(),
                context.get(OVERRIDE),
                String.valueOf(response.getHeaderString(CorrelationIds.HEADER))));
    }

    private static String query(ContainerRequestContext request) {
        var parameters = request.getUriInfo().getQueryParameters();
        return parameters.isEmpty()
                ? null
                : shortened(new TreeSet<>(parameters.keySet())
                        .stream()
                                .map(name -> name + "="
                                        + (TOLD.contains(name) ? String.join(",", parameters.get(name)) : "…"))
                                .collect(Collectors.joining("&")));
    }

    private static String shortened(String text) {
        var clean = text.replace("\u0000", "");
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST);
    }
}
