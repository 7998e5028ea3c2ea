package dealflow.contract.forecast;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;

/**
 * What is expected of a population of deals.
 *
 * @param expected the mean
 * @param p10 what nine of ten outcomes reach
 * @param p90 what one of ten outcomes exceeds
 */
public record ExpectedAmount(
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal expected,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal p10,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal p50,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal p90) {}
