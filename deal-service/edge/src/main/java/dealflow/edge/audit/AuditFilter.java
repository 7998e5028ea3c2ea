package dealflow.edge.audit;

import dealflow.edge.access.Sights;
import dealflow.edge.limit.ClientAddress;
import dealflow.edge.observability.CorrelationIds;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/** Puts every request of somebody known into the audit, also one that was refused. */
public class AuditFilter {

    private static final String OVERRIDE = "dealflow.override";
    private static final int LONGEST = 500;
    private static final String NOWHERE = "/…";
    private static final String OVERRIDDEN = "with a reason, which the deal's history has";

    /**
     * Which of these were asked for says what was read. The others' values may be somebody's name, which could never be taken out
     * again: the audit is only added to.
     */
    private static final Set<String> TOLD = Set.of(
            "pipeline",
            "stage",
            "status",
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

    @Inject
    ClientAddress addresses;

    /** Notes that a rule is stepped over in this request. The reason may name somebody, and stands where it can be erased. */
    public static void overrides(RoutingContext request) {
        request.put(OVERRIDE, OVERRIDDEN);
    }

    /** After the filter that sets the correlation id: the filter with the lowest number is the last. */
    @ServerResponseFilter(priority = 1)
    void note(
            ContainerRequestContext request,
            ContainerResponseContext response,
            SimpleResourceInfo operation,
            RoutingContext context) {
        var caller = sights.caller();
        if (caller == null) {
            return;
        }
        log.add(new AuditEntry(
                0,
                Instant.now(),
                caller.name(),
                caller.roles().stream().sorted().toList(),
                request.getMethod(),
                path(request, operation),
                query(request),
                response.getStatus(),
                addresses.of(context),
                context.get(OVERRIDE),
                String.valueOf(response.getHeaderString(CorrelationIds.HEADER))));
    }

    /** A path that leads nowhere is whatever its sender has made up. */
    private static String path(ContainerRequestContext request, SimpleResourceInfo operation) {
        return operation.getMethodName() == null
                ? NOWHERE
                : shortened(request.getUriInfo().getPath());
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
