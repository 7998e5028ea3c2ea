package dealflow.deal.http;

import dealflow.deal.refusal.InvalidFieldException;

/** Checks that hold for every body. */
public final class Bodies {

    private Bodies() {}

    public static void required(Object body) {
        if (body == null) {
            throw new InvalidFieldException("", "a JSON body is required");
        }
    }

    /** The version that an If-Match header names; null for none or any. */
    public static Long version(String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        try {
            return Long.valueOf(ifMatch.replace("W/", "").replace("\"", "").trim());
        } catch (NumberFormatException e) {
            throw new InvalidFieldException("If-Match", "is not an ETag of this API");
        }
    }
}
