package dealflow.deal;

import com.fasterxml.jackson.core.JsonProcessingException;

/** What becomes of some fields: said by whoever asks, and applied under the lock to what is there then. */
public interface Revision<T> {

    /** @throws JsonProcessingException if what was asked does not give such fields */
    T of(T now) throws JsonProcessingException;
}
