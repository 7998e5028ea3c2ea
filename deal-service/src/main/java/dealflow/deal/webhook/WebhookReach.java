package dealflow.deal.webhook;

import java.net.InetAddress;

/** To which addresses events are sent. */
public enum WebhookReach {

    /** Those of the public internet, by HTTPS. */
    PUBLIC,

    /** Also this machine's own, and there by plain HTTP too: for one machine on which somebody tries things. */
    LOOPBACK,

    /** All, also by plain HTTP: only in networks in which whoever may create a webhook may reach everything anyway. */
    ANY;

    boolean allows(InetAddress address, boolean encrypted) {
        return this == ANY || this == LOOPBACK && address.isLoopbackAddress() || encrypted && PublicAddress.is(address);
    }
}
