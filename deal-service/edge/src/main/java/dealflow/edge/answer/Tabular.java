package dealflow.edge.answer;

import java.util.List;

/** An answer that is also a table. */
public interface Tabular {

    /** Its rows, all of one kind. */
    List<?> rows();
}
