package dealflow.deal;

import dealflow.contract.DealSnapshot;

/** A deal and the version that an ETag names. */
public record Versioned(DealSnapshot deal, long version) {

    public static Versioned of(Deal deal) {
        return new Versioned(deal.snapshot(), deal.sequence());
    }
}
