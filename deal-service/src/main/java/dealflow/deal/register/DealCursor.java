package dealflow.deal.register;

import dealflow.deal.filter.DealOrder;
import dealflow.deal.http.Page;
import dealflow.deal.refusal.InvalidFieldException;
import java.util.UUID;

/** A place in a list of deals as clients keep it. It belongs to one order. */
final class DealCursor {

    private DealCursor() {}

    static String of(DealOrder.Place place, DealOrder order) {
        return Page.cursor(order.name() + " " + place.value() + " " + place.id());
    }

    static DealOrder.Place place(String cursor, DealOrder order) {
        var parts = Page.after(cursor, text -> text.split(" "));
        if (parts == null) {
            return null;
        }
        if (parts.length != 3 || !parts[0].equals(order.name())) {
            throw new InvalidFieldException("cursor", "is not one that this list gave as 'next' with the same 'sort'");
        }
        var place = Page.after(cursor, text -> new DealOrder.Place(parts[1], UUID.fromString(parts[2])));
        order.check(place);
        return place;
    }
}
