package dealflow.client;

import java.net.http.HttpHeaders;
import java.util.function.Consumer;

/**
 * What may be left out of a call; of each operation there are more.
 *
 * @param <O> the operation's own
 */
public abstract class Options<O extends Options<O>> {

    protected final Call call;

    protected Options(Call call) {
        this.call = call;
    }

    /** A header of the request, in place of the one that would be sent: {@code Accept}, {@code Content-Type}. */
    public O header(String name, String value) {
        call.header(name, value);
        return self();
    }

    /** Hands over the headers of the answer, such as the {@code ETag} for a later {@code ifMatch}. */
    public O answered(Consumer<HttpHeaders> headers) {
        call.answered(headers);
        return self();
    }

    /** Sends these fields as null, which in a PATCH takes their values away. */
    public O remove(String... fields) {
        call.remove(fields);
        return self();
    }

    @SuppressWarnings("unchecked")
    private O self() {
        return (O) this;
    }
}
