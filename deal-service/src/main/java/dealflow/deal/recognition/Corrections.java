package dealflow.deal.recognition;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * What the caller knows better; each part may be left out.
 *
 * @param preset the system that the file came from
 * @param separator between cells
 * @param columns per field its column; null for none
 * @param stages what a word in the stage's column stands for: a stage's key, {@code won}, {@code lost}, or null to refuse its rows
 * @param statuses the same of the status' column: {@code OPEN}, {@code WON} or {@code LOST}
 * @param begins the stage in which a deal began that is further now
 * @param currency of all amounts, where no column tells it
 * @param timeZone of times without an offset
 * @param dateFormats patterns beside ISO 8601, the mapping's
 * @param language of the names of months
 * @param decimal the sign before the cents; an empty text where only plain numbers stand
 * @param nulls cells that mean nothing
 * @param owners names in the file, and those here
 * @param reasons of losses in the file, and those of the pipeline
 */
public record Corrections(
        Preset.Key preset,
        String separator,
        Map<Field, String> columns,
        Map<String, String> stages,
        Map<String, Ending> statuses,
        String begins,
        String currency,
        ZoneId timeZone,
        List<String> dateFormats,
        String language,
        String decimal,
        List<String> nulls,
        Map<String, String> owners,
        Map<String, String> reasons) {

    static final Corrections NONE =
            new Corrections(null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    public Corrections {
        columns = columns == null ? Map.of() : columns;
        stages = stages == null ? Map.of() : stages;
        statuses = statuses == null ? Map.of() : statuses;
        owners = owners == null ? Map.of() : owners;
        reasons = reasons == null ? Map.of() : reasons;
    }
}
