package dealflow.forecast.model;

import dealflow.forecast.load.Deadline;
import dealflow.forecast.refusal.NotInTimeException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Memory for models that are being fitted, and for those that questions have in hand. What needs more than there is left waits; what
 * needs more than all of it has it alone.
 */
public final class FittingMemory {

    private static final int LOOK_MILLIS = 50;

    private final LongSupplier bytes;
    private final AtomicLong taken = new AtomicLong();
    private final Map<Model, Integer> inHand = new ConcurrentHashMap<>();

    FittingMemory(LongSupplier bytes) {
        this.bytes = bytes;
    }

    /** Waits for as long as somebody waits for the work. */
    void take(long bytes) {
        try {
            while (!tried(bytes)) {
                Deadline.check();
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotInTimeException();
        }
    }

    private boolean tried(long bytes) {
        var before = taken.get();
        return (before == 0 || before + bytes <= this.bytes.getAsLong()) && taken.compareAndSet(before, before + bytes);
    }

    void give(long bytes) {
        taken.addAndGet(-bytes);
    }

    /** Of a model that is there, for the question that is being answered; nothing where there is none. It does not wait. */
    void lend(Model model) {
        var question = Deadline.current();
        if (question.caller() == null) {
            return;
        }
        inHand.compute(model, (same, questions) -> {
            if (questions == null) {
                taken.addAndGet(model.bytes());
                return 1;
            }
            return questions + 1;
        });
        question.whenDone(() -> inHand.compute(model, (same, questions) -> {
            if (questions == 1) {
                give(model.bytes());
                return null;
            }
            return questions - 1;
        }));
    }

    long taken() {
        return taken.get();
    }
}
