package dealflow.deal;

import dealflow.contract.deal.DealSnapshot;

/** A deal and the version that an ETag names. */
public record VersionedDeal(DealSnapshot deal, long version) {

    public static VersionedDeal of(Deal deal) {
        return new VersionedDeal(deal.snapshot(), deal.sequence());
    }
}
