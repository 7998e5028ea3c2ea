package dealflow.forecast.call;

import dealflow.forecast.http.Figures;
import dealflow.forecast.http.Figures.Dist;
import dealflow.forecast.target.Call;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One call; amounts are decimal strings in the pipeline's currency. */
public record CallAnswer(
        UUID id,
        @Schema(ref = "Measure") String measure,
        String period,
        @Nullable @Schema(description = "Null for all teams") String team,
        @Nullable @Schema(description = "Null for all of the team's people") String owner,
        @Schema(ref = "Decimal") String commit,
        @Nullable @Schema(ref = "Decimal") String bestCase,
        @Nullable String reason,
        String author,
        Instant madeAt,
        @Nullable Computed computed,
        @Nullable
                @Schema(
                        description =
                                "Where the commitment lies beyond what was computed: fewer than one of ten outcomes would be; null where it does not, or nothing was expected")
                Call.Beyond beyond) {

    /** What was forecast for the same deals when the call was made; {@code total} is null where these were too few. */
    @Schema(name = "ComputedAtCall")
    public record Computed(@Schema(ref = "Decimal") String closed, @Nullable Dist total) {}

    static CallAnswer of(Call call) {
        var computed = call.computed();
        return new CallAnswer(
                call.id(),
                call.measure().name().toLowerCase(Locale.ROOT),
                call.period(),
                call.team(),
                call.owner(),
                Figures.amount(call.commit()),
                Figures.amount(call.bestCase()),
                call.reason(),
                call.author(),
                call.madeAt(),
                new Computed(
                        Figures.amount(computed.closed()),
                        computed.total() == null ? null : Figures.dist(computed.total())),
                call.beyond());
    }
}
