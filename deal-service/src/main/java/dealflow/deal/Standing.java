package dealflow.deal;

import dealflow.contract.deal.Person;
import dealflow.contract.deal.Qualification;
import dealflow.contract.deal.Status;
import dealflow.contract.deal.Tick;
import java.util.List;
import java.util.Map;

/**
 * Where a deal stands, as far as moves depend on it.
 *
 * @param fields the company's own
 * @param visited the stages that it has been in, in their order, where {@link #returns} says that they matter
 */
public record Standing(
        String stage,
        Status status,
        boolean enteredFunnelBefore,
        Qualification qualification,
        List<Tick> ticks,
        List<Person> people,
        Map<String, Object> fields,
        List<String> visited) {

    public boolean closed() {
        return status == Status.WON || status == Status.LOST;
    }

    /** Whether a move into the funnel would be a return, which depends on how far the deal had been. */
    public boolean returns() {
        return closed() || status == Status.LEAD && enteredFunnelBefore;
    }

    public Standing after(List<String> stages) {
        return new Standing(stage, status, enteredFunnelBefore, qualification, ticks, people, fields, stages);
    }
}
