package dealflow.deal.database;

import java.util.ArrayList;
import java.util.List;

/**
 * What people type into a search box as a query of PostgreSQL's text search: every word has to occur, as the beginning of one
 * of the words; where a script has no spaces, as a part of its text.
 */
public final class SearchWords {

    private SearchWords() {}

    /** In the syntax of {@code to_tsquery}; each piece is quoted, so nothing in it is an operator. */
    public static String query(String typed) {
        var words = new ArrayList<String>();
        for (var part : typed.replace('\0', ' ').trim().split("\\s+")) {
            words.addAll(runs(part));
        }
        return String.join(" & ", words);
    }

    /** A run of characters that are words each, or of others. */
    private static List<String> runs(String part) {
        var runs = new ArrayList<String>();
        var phrase = new ArrayList<String>();
        var word = new StringBuilder();
        part.codePoints().forEach(point -> {
            if (isWord(point)) {
                end(word, runs);
                phrase.add(quoted(Character.toString(point)));
            } else {
                end(phrase, runs);
                word.appendCodePoint(point);
            }
        });
        end(word, runs);
        end(phrase, runs);
        return runs;
    }

    private static void end(StringBuilder word, List<String> runs) {
        if (!word.isEmpty()) {
            runs.add(quoted(word.toString()) + ":*");
            word.setLength(0);
        }
    }

    private static void end(List<String> phrase, List<String> runs) {
        if (!phrase.isEmpty()) {
            runs.add("(" + String.join(" <-> ", phrase) + ")");
            phrase.clear();
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** The same characters as in the function {@code words_of} of the database. */
    private static boolean isWord(int point) {
        return point >= 0x2e80 && point <= 0x9fff
                || point >= 0xac00 && point <= 0xd7af
                || point >= 0xf900 && point <= 0xfaff;
    }
}
