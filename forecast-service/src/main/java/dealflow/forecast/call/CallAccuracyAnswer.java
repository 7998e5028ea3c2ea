package dealflow.forecast.call;

import dealflow.edge.answer.Tabular;
import dealflow.forecast.http.Figures;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How good calls have been; errors are in proportion to what came. */
public record CallAccuracyAnswer(
        String pipeline,
        @Schema(ref = "Measure") String measure,
        Instant asOf,
        @Nullable Instant dataFreshAsOf,
        List<CallerAccuracy> items,
        @Nullable String next)
        implements Tabular {

    @Override
    public List<?> rows() {
        return items;
    }

    /**
     * One author's.
     *
     * @param periods how many calls came to their end; of each period one counts
     * @param shrunkBias the bias drawn toward that of all authors: of few periods little is known
     * @param computed the same of what the service said then of the same deals; null where it said nothing
     * @param lastPeriod the same of the period before
     */
    public record CallerAccuracy(
            String author,
            int periods,
            CallScore calls,
            @Nullable Double shrunkBias,
            @Nullable CallScore computed,
            @Nullable CallScore lastPeriod) {

        static CallerAccuracy of(CallScores.Author author) {
            return new CallerAccuracy(
                    author.author(),
                    author.periods(),
                    CallScore.of(author.calls()),
                    Figures.rounded(author.shrunkBias()),
                    CallScore.of(author.computed()),
                    CallScore.of(author.lastPeriod()));
        }
    }

    /**
     * @param wape sum of absolute errors by what came (0.2 is 20 %); null where nothing came
     * @param bias the same with its sign: above 0 where more was said than came
     * @param coverage the share of outcomes between commitment and best case, or p10 and p90; null where no range was said
     */
    public record CallScore(@Nullable Double wape, @Nullable Double bias, @Nullable Double coverage) {

        static CallScore of(CallScores.Score score) {
            return score == null
                    ? null
                    : new CallScore(
                            Figures.rounded(score.wape()),
                            Figures.rounded(score.bias()),
                            Figures.rounded(score.coverage()));
        }
    }
}
