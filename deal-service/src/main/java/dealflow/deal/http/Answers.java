package dealflow.deal.http;

import dealflow.deal.VersionedDeal;
import jakarta.ws.rs.core.Response;

/** Answers that several resources give. */
public final class Answers {

    private Answers() {}

    /** A deal, with its version as ETag. */
    public static Response of(VersionedDeal deal) {
        return Response.ok(deal.deal()).tag(String.valueOf(deal.version())).build();
    }
}
