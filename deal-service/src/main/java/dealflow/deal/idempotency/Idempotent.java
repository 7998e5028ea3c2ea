package dealflow.deal.idempotency;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An operation that takes an Idempotency-Key: a repeated request gets the first answer again, and nothing is done twice.
 * Every POST bears it and returns a Response.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Idempotent {

    /** How long the operation may run; more than the default for those that take large bodies. */
    @Nonbinding
    int timeoutSeconds() default 60;
}
