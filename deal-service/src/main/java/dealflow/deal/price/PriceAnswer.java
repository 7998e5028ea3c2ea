package dealflow.deal.price;

import dealflow.contract.payment.Money;
import dealflow.contract.pipeline.Stage;
import dealflow.deal.pipeline.Language;
import jakarta.annotation.Nullable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** A price request as it is shown, its reasons in the reader's language. */
record PriceAnswer(
        int number,
        Instant at,
        String recordedBy,
        @Nullable String askedBy,
        @Nullable String words,
        @Nullable Money amount,
        @Nullable Money price,
        @Nullable BigDecimal reduction,
        String stage,
        @Nullable Stage.PriceStance stance,
        PriceRules.Answer answer,
        List<Reason> reasons,
        @Nullable String approver,
        @Nullable PriceRequest.Concession concession) {

    /** Why. */
    record Reason(PriceReason code, String text) {}

    static PriceAnswer of(PriceRequest request, Language language) {
        return new PriceAnswer(
                request.number(),
                request.at(),
                request.recordedBy(),
                request.askedBy(),
                request.words(),
                request.amount(),
                request.price(),
                request.reduction(),
                request.stage(),
                request.stance(),
                request.answer(),
                request.reasons().stream()
                        .map(because ->
                                new Reason(because.reason(), because.reason().text(language, because.details())))
                        .toList(),
                request.approver(),
                request.concession());
    }
}
