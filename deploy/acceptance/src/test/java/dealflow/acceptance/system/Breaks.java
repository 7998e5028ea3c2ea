package dealflow.acceptance.system;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Stops, destroys or rebuilds what runs: on a system that only such tests have, one after another, beside all other tests. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Dealflow.class)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("the system that is broken")
public @interface Breaks {}
