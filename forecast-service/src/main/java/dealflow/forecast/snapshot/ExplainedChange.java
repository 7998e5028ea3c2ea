package dealflow.forecast.snapshot;

import dealflow.forecast.calendar.NamedPeriod;
import dealflow.forecast.measure.Measure;
import dealflow.forecast.notice.Notice;
import java.util.Map;
import java.util.Set;

/**
 * Why what is expected of a period differs between two moments; the terms sum to {@code isExpected - wasExpected}.
 *
 * @param dealsByTerms how many deals are in exactly these terms
 * @param sameDay whether both moments stand on what was known on one day, so that the model has learned nothing in between
 * @param reason why nothing that is expected may be told, at one of the moments; null where it may
 */
public record ExplainedChange(
        Measure measure,
        KnownForecast before,
        KnownForecast after,
        NamedPeriod period,
        double wasExpected,
        double isExpected,
        Map<Term, ForecastBridge.Total> terms,
        Map<Set<Term>, Integer> dealsByTerms,
        boolean sameDay,
        Notice reason) {}
