package dealflow.funnel.drilldown;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dealflow.contract.deal.ProductMix;
import dealflow.edge.answer.Tabular;
import dealflow.funnel.question.AnswerHeader;
import dealflow.funnel.question.Question;
import dealflow.funnel.unit.Amounts;
import dealflow.funnel.unit.Total;
import jakarta.annotation.Nullable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The deals in a number of another answer.
 *
 * @param total that number
 * @param withoutAmount how many of them have no amount that is known, and so add nothing to the total's
 * @param items what it counts, by time: a deal is in it as often as it was counted
 * @param next the cursor of the next page; null for the last
 */
public record DealsAnswer(
        @JsonUnwrapped AnswerHeader header,
        @Schema(ref = "Cell") String cell,
        @JsonInclude(JsonInclude.Include.NON_NULL) String stage,
        Total total,
        long withoutAmount,
        List<FunnelDeal> items,
        @Nullable String next)
        implements Tabular {

    /**
     * One of them, as it was then.
     *
     * @param at when it entered, moved or was decided, as the number has it
     * @param amount what it adds to the number's amount, in the answer's currency; null if its amount was not known
     */
    public record FunnelDeal(
            UUID deal,
            Instant at,
            String stage,
            @Schema(ref = "DealStatus") String status,
            String owner,
            @Nullable String team,
            @Nullable String product,
            @Nullable String source,
            @Nullable String region,
            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount) {}

    @Override
    public List<?> rows() {
        return items;
    }

    public static DealsAnswer of(Question question, Cell cell, int minimum, int limit, String cursor) {
        var page = new DrillDownPage(limit, cursor == null ? null : DrillDownPage.Cursor.of(cursor));
        cell.find(question, minimum, page);
        return new DealsAnswer(
                question.header(),
                cell.name(),
                cell.stageKey(),
                page.total(),
                page.withoutAmount(),
                page.page().stream().map(hit -> item(question, hit)).toList(),
                page.next());
    }

    private static FunnelDeal item(Question question, DrillDownPage.Hit hit) {
        var states = hit.columns().states;
        var segment = question.image().segments().all.get(states.segment[hit.state()]);
        var status = dealflow.contract.deal.Status.values()[states.status(hit.state())];
        return new FunnelDeal(
                hit.id(),
                DrillDownPage.moment(hit),
                question.stages().key(question.stages().rowOf()[states.stage[hit.state()]]),
                status.name(),
                segment.owner(),
                segment.team(),
                ProductMix.label(segment.product()),
                segment.source(),
                segment.region(),
                Amounts.decimal(hit.worth()));
    }
}
