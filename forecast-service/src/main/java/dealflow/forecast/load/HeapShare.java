package dealflow.forecast.load;

/** What one cache may take of the heap: a part of what the service leaves free before it knows any deal. */
public final class HeapShare {

    /** What classes, pools and buffers take, bytes. */
    private static final long BASE = 80 << 20;

    private HeapShare() {}

    /** @return bytes */
    public static long of(int parts) {
        var heap = Runtime.getRuntime().maxMemory();
        return Math.max(heap / 2, heap - BASE) / parts;
    }
}
