package dealflow.forecast.load;

import dealflow.edge.access.Sights;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Tells what is computed for a request how long somebody waits for it: until the deadline, or until the client has gone. */
@InTime
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
class InTimeInterceptor {

    @Inject
    ForecastConfig config;

    @Inject
    Sights sights;

    @Inject
    CurrentVertxRequest request;

    @AroundInvoke
    Object answer(InvocationContext invocation) throws Exception {
        var deadline = Deadline.in(config.deadline(), sights.caller().name());
        request.getCurrent().addEndHandler(any -> deadline.leave());
        return deadline.call(invocation::proceed);
    }
}
