package dealflow.edge.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An operation of a statistics service that answers with sums of deals and names none, so that teams may be asked about by their
 * members. Without it an operation is taken to name deals, and is for those who may see them. One about several pipelines, whose path names
 * none, bears it itself, and is held to the same.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Sums {}
