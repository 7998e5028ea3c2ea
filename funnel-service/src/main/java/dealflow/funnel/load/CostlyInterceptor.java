package dealflow.funnel.load;

import dealflow.edge.access.Caller;
import dealflow.edge.access.Sights;
import dealflow.funnel.refusal.TooBusyException;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Holds answers to their deadline, and a caller to its budget. The service's own work, such as live streams, has no budget. */
@Costly
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
class CostlyInterceptor {

    private static final Map<String, Integer> RUNNING = new ConcurrentHashMap<>();

    @Inject
    Sights sights;

    @ConfigProperty(name = "dealflow.questions.at-once", defaultValue = "16")
    int most;

    @ConfigProperty(name = "dealflow.questions.longest", defaultValue = "PT10S")
    Duration longest;

    @AroundInvoke
    Object run(InvocationContext invocation) throws Exception {
        if (Deadline.isSet()) {
            return invocation.proceed();
        }
        var caller = sights.caller();
        begin(caller);
        Deadline.set(longest);
        try {
            return invocation.proceed();
        } finally {
            Deadline.clear();
            end(caller);
        }
    }

    private void begin(Caller caller) {
        if (caller != null && RUNNING.merge(caller.name(), 1, Integer::sum) > most) {
            end(caller);
            throw new TooBusyException(
                    "You have %d questions under way, and there may be no more: let some of them end".formatted(most));
        }
    }

    private static void end(Caller caller) {
        if (caller != null) {
            RUNNING.computeIfPresent(caller.name(), (name, count) -> count == 1 ? null : count - 1);
        }
    }
}
