package dealflow.edge.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which scope a service account needs for a resource's operations, where it is not the usual one: {@code deals:read} and
 * {@code deals:write}, in a statistics service {@code statistics:read} and none.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Scoped {

    /** For GET; empty where no service account may read. */
    String read() default "";

    /** For everything else. */
    String write() default "";
}
