package dealflow.deal.price;

import dealflow.contract.payment.Money;
import dealflow.contract.pipeline.Stage;
import dealflow.deal.pipeline.Language;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** A price request as it is shown, its reasons in the reader's language. */
record PriceAnswer(
        int number,
        Instant at,
        String recordedBy,
        String askedBy,
        String words,
        Money amount,
        Money price,
        BigDecimal reduction,
        String stage,
        Stage.PriceStance stance,
        PriceRules.Answer answer,
        List<Reason> reasons,
        String approver,
        PriceRequest.Concession concession) {

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
