package dealflow.forecast.load;

import java.util.function.Supplier;

/**
 * Answers that were computed from one model: same question, same answer. How many are kept, {@link ComputationCache} says; who asks for one
 * that is being computed waits for it. They hold parts of the model, so they are forgotten with it.
 */
public final class Memo {

    private final Model model;

    /** Tells memos of one model apart, and must not keep it. */
    private static final class Model {
        private volatile boolean gone;
    }

    public Memo() {
        this(new Model());
    }

    private Memo(Model model) {
        this.model = model;
    }

    /** Of a model that is not kept. */
    public static Memo passing() {
        var memo = new Memo();
        memo.forget();
        return memo;
    }

    /** Another of the same model, for answers about a part of it. */
    public Memo part() {
        return new Memo(model);
    }

    boolean isOf(Memo other) {
        return model == other.model;
    }

    /** The model is not kept any more: whoever has it in hand asks on, and nothing of it stays. */
    public void forget() {
        model.gone = true;
        ComputationCache.forget(this);
    }

    /** @param key a record that says all that the answer depends on, besides the model */
    @SuppressWarnings("unchecked")
    public <T> T of(Record key, Supplier<T> answer) {
        var own = new ComputationCache.Key(this, key);
        var known = ComputationCache.find(own);
        return known != null
                ? (T) known
                : Computations.of(own, () -> {
                    // It may have been computed since we looked.
                    var found = ComputationCache.find(own);
                    var computed = found == null ? answer.get() : (T) found;
                    ComputationCache.keep(own, computed);
                    if (model.gone) {
                        ComputationCache.forget(this);
                    }
                    return computed;
                });
    }
}
