package dealflow.deal.refusal;

/** Texts as people count them. */
public final class Texts {

    private Texts() {}

    /** How many characters a text has: one for an emoji, which Java takes for two. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
