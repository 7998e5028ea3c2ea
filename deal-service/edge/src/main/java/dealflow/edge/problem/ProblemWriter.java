package dealflow.edge.problem;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Writes a problem as JSON, whatever type the operation would have answered in: whoever asked for a table gets no other one. */
@Provider
public class ProblemWriter implements ServerMessageBodyWriter<ProblemBody> {

    @Inject
    ObjectMapper json;

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == ProblemBody.class;
    }

    /** Also before an operation is found, when there is nothing that could be annotated. */
    @Override
    public boolean isWriteable(
            Class<?> type, Type generic, ResteasyReactiveResourceInfo operation, MediaType mediaType) {
        return type == ProblemBody.class;
    }

    @Override
    public void writeResponse(ProblemBody problem, Type generic, ServerRequestContext context) throws IOException {
        context.serverResponse().setResponseHeader(HttpHeaders.CONTENT_TYPE, Problem.TYPE);
        context.serverResponse().end(json.writeValueAsBytes(problem));
    }

    @Override
    public void writeTo(
            ProblemBody problem,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream to)
            throws IOException {
        headers.putSingle(HttpHeaders.CONTENT_TYPE, Problem.TYPE);
        to.write(json.writeValueAsBytes(problem));
    }
}
