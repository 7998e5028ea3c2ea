package dealflow.edge.problem;

import java.util.LinkedHashMap;

/** The body of a problem, a type of its own so that {@link ProblemWriter} finds it. */
final class ProblemBody extends LinkedHashMap<String, Object> {

    private static final long serialVersionUID = 1;
}
