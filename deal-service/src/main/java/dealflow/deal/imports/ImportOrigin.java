package dealflow.deal.imports;

/** Where an imported event says it came from: the origin stays visible, and so does that it was imported. */
public final class ImportOrigin {

    static final String IMPORT = "import";
    private static final String PREFIX = IMPORT + ":";

    private ImportOrigin() {}

    /** The origin of an event that a line says came by {@code origin}. */
    static String imported(String origin) {
        return origin == null || origin.equals(IMPORT) ? IMPORT : PREFIX + origin;
    }

    /** What a line says of an event's origin. */
    public static String exported(String origin) {
        return origin.startsWith(PREFIX) ? origin.substring(PREFIX.length()) : origin;
    }
}
