package dealflow.deal.webhook;

import dealflow.deal.refusal.InvalidFieldException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Where a webhook's events go: by HTTPS to a public address, unless others are within {@link WebhookReach}. */
record WebhookUrl(URI uri) {

    private static final Pattern NUMBER = Pattern.compile("[0-9.]+");

    /** @throws InvalidFieldException if nothing is sent there, as far as that can be told without looking up the name */
    static WebhookUrl checked(String text, WebhookReach reach) {
        if (text == null || text.isBlank()) {
            throw new InvalidFieldException("url", "is required");
        }
        if (text.length() > 2000) {
            throw new InvalidFieldException("url", "must have at most 2000 characters");
        }
        try {
            var uri = new URI(text);
            if (uri.getHost() == null || !("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                throw new InvalidFieldException("url", "must be an address such as https://example.com/hooks/dealflow");
            }
            if (uri.getUserInfo() != null || uri.getFragment() != null) {
                throw new InvalidFieldException("url", "must have neither a user nor a fragment");
            }
            if (uri.getPort() == 0 || uri.getPort() > 65_535) {
                throw new InvalidFieldException("url", "must name a port from 1 to 65535, or none");
            }
            var known = isKnown(uri.getHost()) ? InetAddress.getByName(uri.getHost()) : null;
            var encrypted = "https".equals(uri.getScheme());
            if (!encrypted && (known == null ? reach != WebhookReach.ANY : !reach.allows(known, false))) {
                throw new InvalidFieldException("url", "must begin with https:");
            }
            if (known != null && !reach.allows(known, encrypted)) {
                throw new InvalidFieldException("url", "must be at a public address: nothing is sent to a private one");
            }
            return new WebhookUrl(uri);
        } catch (URISyntaxException | UnknownHostException e) {
            throw new InvalidFieldException("url", "must be a valid URL");
        }
    }

    /** A number, or this machine; other names may be at another address at any moment, and are looked up for each message. */
    private static boolean isKnown(String host) {
        return host.startsWith("[") || NUMBER.matcher(host).matches() || host.equalsIgnoreCase("localhost");
    }

    /**
     * The address to connect to. It is looked up for every message, and the connection goes to what was checked: a name that
     * points elsewhere a moment later changes nothing.
     *
     * @throws UnknownHostException if the name has none, or one that nothing is sent to
     */
    InetAddress address(WebhookReach reach) throws UnknownHostException {
        var all = InetAddress.getAllByName(uri.getHost());
        if (!Arrays.stream(all).allMatch(address -> reach.allows(address, encrypted()))) {
            throw new UnknownHostException(uri.getHost() + " is at a private address, and nothing is sent there");
        }
        return all[0];
    }

    boolean encrypted() {
        return uri.getScheme().equals("https");
    }

    int port() {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return encrypted() ? 443 : 80;
    }

    String pathAndQuery() {
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
