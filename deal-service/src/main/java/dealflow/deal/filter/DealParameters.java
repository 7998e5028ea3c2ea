package dealflow.deal.filter;

import dealflow.contract.deal.Qualification;
import dealflow.deal.database.JsonText;
import dealflow.deal.field.FieldDefinitions;
import dealflow.deal.pipeline.Pipelines;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.NotFoundException;
import dealflow.edge.access.Organisation;
import dealflow.edge.limit.Bounds;
import dealflow.edge.query.InvalidParameterException;
import dealflow.edge.query.KeptParameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the parameters that choose deals, of the form that {@link DealQuery} has: from a request, or as a view keeps them. */
@ApplicationScoped
public class DealParameters {

    /** A page of other lists' deals. */
    private static final int MOST_IDS = 100;

    /** About what a request's line may have. */
    private static final int LONGEST = 8000;

    private static final KeptParameters KEPT = KeptParameters.of(DealQuery.class, Set.of("view"));

    @Inject
    Pipelines pipelines;

    @Inject
    FieldDefinitions fields;

    @Inject
    Organisation organisation;

    /**
     * The same of parameters to be kept.
     *
     * @param place where they stand
     * @param asked null for none
     * @throws InvalidFieldException for the first that a list would not take
     */
    public Map<String, List<String>> checked(String place, Map<String, List<String>> asked) {
        var kept = asked == null ? Map.<String, List<String>>of() : asked;
        KEPT.errors(kept).stream().findFirst().ifPresent(error -> {
            throw new InvalidFieldException(place + "." + error.field(), error.message());
        });
        try {
            filter(kept);
        } catch (InvalidFieldException e) {
            throw new InvalidFieldException(place + "." + e.field(), e.getMessage());
        } catch (InvalidParameterException e) {
            throw new InvalidFieldException(place + "." + e.field(), e.getMessage());
        }
        var sorted = new TreeMap<>(kept);
        if (JsonText.of(sorted).length() > LONGEST) {
            throw new InvalidFieldException(place, "must have at most %d characters in all".formatted(LONGEST));
        }
        return sorted;
    }

    /** @param asked the values of each parameter, in the form of which each has to be; others say nothing of deals */
    public DealFilter filter(Map<String, List<String>> asked) {
        var given = new Given(asked);
        var since = given.one("updatedSince", Instant::parse);
        if (since != null && !Bounds.hold(since)) {
            throw new InvalidFieldException("updatedSince", Bounds.YEARS);
        }
        var values = given.values();
        if (!Boolean.FALSE.equals(given.one("teamsBelow", Boolean::valueOf))) {
            values.computeIfPresent(
                    DealDimension.TEAM, (team, some) -> List.copyOf(organisation.withBelow(Set.copyOf(some))));
        }
        values.getOrDefault(DealDimension.PIPELINE, List.of()).forEach(this::refuseUnknown);
        return new DealFilter(
                given.one("ids", DealParameters::ids),
                values,
                Stream.of(
                                DealRange.ofAmount(given.text("amount")),
                                DealRange.ofExpectedClose(given.text("expectedCloseOn")),
                                DealRange.ofMoment("stage_entered_at", given.text("stageEnteredAt")),
                                DealRange.ofMoment("updated_at", given.text("updatedAt")),
                                DealRange.since("updated_at", since))
                        .flatMap(List::stream)
                        .toList(),
                fields.filter("field", asked.get("field")),
                given.text("q"),
                given.one("verdict", Qualification.Verdict::valueOf),
                given.one("stalled", Boolean::valueOf));
    }

    private record Given(Map<String, List<String>> parameters) {

        /** Empty for what has none; null where the parameter is not given. */
        String text(String name) {
            var given = parameters.get(name);
            return given == null || given.isEmpty() ? null : given.get(0);
        }

        <T> T one(String name, Function<String, T> reader) {
            var text = text(name);
            return text == null ? null : reader.apply(text);
        }

        Map<DealDimension, List<String>> values() {
            var values = new EnumMap<DealDimension, List<String>>(DealDimension.class);
            for (var dimension : DealDimension.values()) {
                var wanted = parameters.get(dimension.parameter());
                if (wanted != null && !wanted.isEmpty()) {
                    values.put(dimension, wanted.stream().distinct().toList());
                }
            }
            return values;
        }
    }

    /** A misspelt pipeline has no deals, which would look like one that is empty. */
    private void refuseUnknown(String key) {
        try {
            pipelines.current(key);
        } catch (NotFoundException e) {
            throw new InvalidFieldException(
                    "pipeline", "there is no pipeline '%s'; GET /pipelines lists them".formatted(key));
        }
    }

    private static Set<UUID> ids(String asked) {
        var found = asked.split(",", -1);
        if (found.length > MOST_IDS) {
            throw new InvalidFieldException("ids", "must be at most %d".formatted(MOST_IDS));
        }
        try {
            return Stream.of(found).map(UUID::fromString).collect(Collectors.toSet());
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldException("ids", "must be ids of deals with commas between them");
        }
    }
}
