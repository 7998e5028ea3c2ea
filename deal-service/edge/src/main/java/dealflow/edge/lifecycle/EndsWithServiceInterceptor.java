package dealflow.edge.lifecycle;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

@EndsWithService
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class EndsWithServiceInterceptor {

    private final RunningJobs jobs;

    EndsWithServiceInterceptor(RunningJobs jobs) {
        this.jobs = jobs;
    }

    @AroundInvoke
    Object run(InvocationContext job) throws Exception {
        return jobs.run(job::proceed);
    }
}
