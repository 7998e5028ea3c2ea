package dealflow.forecast;

import dealflow.forecast.history.TrainingData;
import dealflow.forecast.load.Memo;
import dealflow.forecast.model.InformationSet;
import dealflow.forecast.model.Model;
import java.time.Instant;

/** What is known of a history that no service has read. */
public final class Known {

    private Known() {}

    public static InformationSet of(TrainingData history) {
        return new InformationSet(null, Instant.EPOCH, null, Model.fit(history), new Memo());
    }
}
