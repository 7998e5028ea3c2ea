package dealflow.edge.body;

import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** How a service answers to a value that it refused while a body was being read. */
public interface ValueRefusals {

    Optional<Response> answer(Throwable cause);
}
