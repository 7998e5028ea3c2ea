package dealflow.deal.recognition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dealflow.contract.payment.Money;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a file seems to be.
 *
 * @param preset the system whose export it is; null for none that is known
 * @param charset to be named in {@code Content-Type} when the file is imported
 * @param fields per field its column
 * @param stages the words in the stage's column
 * @param statuses the words in the status' column
 * @param owners the names in the owner's column, the frequent ones first
 * @param begins the stage in which a deal is taken to have begun that is further now
 * @param decimal the sign before the cents; null where only plain numbers stand
 * @param mapping all of this as {@code POST /imports} takes it; null while a column is missing without which there is none
 * @param looked how many rows were looked at
 * @param refused how many of them would be refused
 * @param rows the first of them as they would be read, and the first that would be refused
 */
@Schema(
        name = "Recognition",
        requiredProperties = {
            "charset",
            "separator",
            "columns",
            "fields",
            "stages",
            "statuses",
            "owners",
            "begins",
            "currency",
            "timeZone",
            "dateFormats",
            "nulls",
            "reasons",
            "rows",
            "warnings"
        })
public record Recognised(
        @Nullable Preset.Key preset,
        String charset,
        String separator,
        List<Column> columns,
        Map<String, String> fields,
        List<StageWord> stages,
        List<StatusWord> statuses,
        List<OwnerName> owners,
        Map<String, String> reasons,
        String begins,
        String currency,
        ZoneId timeZone,
        List<String> dateFormats,
        @Nullable String decimal,
        List<String> nulls,
        @Nullable @Schema(implementation = Map.class) ObjectNode mapping,
        int looked,
        int refused,
        List<Row> rows,
        List<Warning> warnings) {

    /** A column of the file, and some of what stands in it. */
    @Schema(
            name = "RecognisedColumn",
            requiredProperties = {"name", "examples"})
    public record Column(String name, List<String> examples) {}

    /**
     * A word in the stage's column.
     *
     * @param stage the key of a stage, {@code won} or {@code lost}; null where nothing is known, and its rows are refused
     */
    @Schema(
            name = "RecognisedStage",
            requiredProperties = {"word"})
    public record StageWord(String word, int count, @Nullable String stage) {}

    /** A word in the status' column; its rows are refused where nothing is known. */
    @Schema(
            name = "RecognisedStatus",
            requiredProperties = {"word"})
    public record StatusWord(String word, int count, @Nullable Ending status) {}

    /** A name in the owner's column, and who that is here. */
    @Schema(
            name = "RecognisedOwner",
            requiredProperties = {"name", "owner"})
    public record OwnerName(String name, int count, @Nullable String owner) {}

    /**
     * A row as it would be read.
     *
     * @param field the column that cannot be taken; null if all can
     * @param problem why the row would be refused; null if it would be taken
     */
    @Schema(
            name = "RecognisedRow",
            requiredProperties = {"history"})
    public record Row(
            long line,
            @Nullable String externalId,
            @Nullable String title,
            @Nullable String customer,
            @Nullable String owner,
            @Nullable String team,
            @Nullable String product,
            @Nullable String source,
            @Nullable String region,
            @Nullable Money amount,
            @Nullable LocalDate expectedCloseOn,
            List<Step> history,
            @Nullable String field,
            @Nullable String problem) {}

    /** A stage that a row says was entered. */
    @Schema(
            name = "RecognisedStep",
            requiredProperties = {"to", "at"})
    public record Step(String to, Instant at) {}

    /** What somebody should look at before the file is imported. */
    @Schema(
            name = "RecognitionWarning",
            requiredProperties = {"code", "message"})
    public record Warning(Code code, @Nullable String column, @Nullable String value, String message) {}

    /** What is not sure. */
    @Schema(name = "RecognitionWarningCode")
    public enum Code {
        /** Day or month first? */
        AMBIGUOUS_DATES,
        /** Cents or thousands? */
        AMBIGUOUS_AMOUNTS,
        /** Dates in no way that is known. */
        UNREADABLE_DATES,
        /** The bytes could be another charset's. */
        UNSURE_CHARSET,
        /** No column was found for what every deal needs. */
        MISSING_COLUMN,
        /** A word that the pipeline does not have, taken for a stage in the same buying phase or of a similar name. */
        GUESSED_STAGE,
        /** A word that stands for no stage; its rows are refused. */
        UNKNOWN_STAGE,
        /** Reasons of losses that the pipeline does not have. */
        UNKNOWN_REASONS,
        /** A currency that is none. */
        UNKNOWN_CURRENCY
    }
}
