package dealflow.forecast;

import dealflow.forecast.history.History;
import dealflow.forecast.load.Memo;
import dealflow.forecast.model.Knowledge;
import dealflow.forecast.model.Model;
import java.time.Instant;

/** What is known of a history that no service has read. */
public final class Known {

    private Known() {}

    public static Knowledge of(History history) {
        return new Knowledge(null, Instant.EPOCH, null, Model.fit(history), new Memo());
    }
}
