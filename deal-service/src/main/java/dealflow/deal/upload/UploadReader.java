package dealflow.deal.upload;

import dealflow.deal.refusal.InvalidFieldException;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Takes in a file whole before the operation begins, and with it any transaction; it is there until the request is answered. */
@Provider
public class UploadReader implements MessageBodyReader<Upload> {

    @Inject
    Uploads uploads;

    @Inject
    SecurityIdentity caller;

    @Inject
    RoutingContext routing;

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == Upload.class;
    }

    @Override
    public Upload readFrom(
            Class<Upload> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        var charset = charset(mediaType);
        var name = caller.getPrincipal().getName();
        uploads.begin(name);
        routing.addEndHandler(any -> uploads.end(name));
        var upload = Upload.of(body, charset);
        routing.addEndHandler(any -> close(upload));
        return upload;
    }

    private static Charset charset(MediaType mediaType) {
        var name = mediaType.getParameters().get(MediaType.CHARSET_PARAMETER);
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldException(
                    HttpHeaders.CONTENT_TYPE, "must name a charset that is known here, such as UTF-8 or GB18030");
        }
    }

    private static void close(Upload upload) {
        try {
            upload.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
