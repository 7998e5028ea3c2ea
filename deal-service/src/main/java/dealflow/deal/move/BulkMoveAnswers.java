package dealflow.deal.move;

import dealflow.deal.idempotency.AnswersByDeal;
import dealflow.deal.refusal.NotFoundException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Of moves of many deals each deal is told of for itself, also when they are told again. */
@ApplicationScoped
class BulkMoveAnswers implements AnswersByDeal {

    @Override
    public int status() {
        return BulkMoveResource.STATUS;
    }

    @Override
    public Object withheld(UUID deal) {
        return BulkMoveResource.refused(deal, new NotFoundException("deal", deal));
    }
}
