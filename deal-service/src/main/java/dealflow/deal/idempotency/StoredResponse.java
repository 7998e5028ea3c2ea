package dealflow.deal.idempotency;

import java.util.Map;

/**
 * What a request was answered first, to be answered again when it is repeated.
 *
 * @param fingerprint of the request
 * @param headers those that belong to the answer: its type, Location, ETag
 */
public record StoredResponse(byte[] fingerprint, int status, Map<String, String> headers, byte[] body) {}
