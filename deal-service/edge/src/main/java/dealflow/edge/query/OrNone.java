package dealflow.edge.query;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a query parameter: an empty value, as in {@code ?team=}, asks for what has none there. An empty value of any other
 * parameter is refused, since nobody can tell what it was to mean.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface OrNone {}
