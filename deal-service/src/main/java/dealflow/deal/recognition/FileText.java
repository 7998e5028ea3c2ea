package dealflow.deal.recognition;

import dealflow.deal.csv.CsvFile;
import dealflow.deal.refusal.InvalidFieldException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * The beginning of a file as text, and as a table.
 *
 * @param isSure whether the charset was said or can be no other
 */
record FileText(Charset charset, boolean isSure, String text) {

    private static final String SEPARATORS = ",;\t|";
    private static final int ROWS_TO_COMPARE = 20;
    private static final int LONGEST_ROW = 1 << 20;
    private static final char BYTE_ORDER_MARK = '\ufeff';

    /** Windows' own, which is what those files hold that are said to be ISO 8859-1, and GB18030, which GBK is a part of. */
    private static final Charset WESTERN = Charset.forName("windows-1252");

    private static final Charset CHINESE = Charset.forName("GB18030");

    /** @param said the charset that the caller named; null to find out */
    static FileText of(byte[] head, Charset said) {
        var charset = said == null ? charset(head) : said;
        var sure = said != null || charset.name().startsWith("UTF");
        return new FileText(charset, sure, decoded(head, charset));
    }

    private static Charset charset(byte[] head) {
        var text = decodedOrNull(head, StandardCharsets.UTF_8);
        if (text != null && text.indexOf('\0') < 0) {
            return StandardCharsets.UTF_8;
        }
        // Mozilla's detector, as browsers have long had it: which bytes are likely in which language is no rule of
        // ours.
        var detector = new UniversalDetector();
        detector.handleData(head);
        detector.dataEnd();
        var found = detector.getDetectedCharset();
        if (found == null) {
            return halvesOf(head);
        }
        if (found.equals("GB18030") || found.equals("GBK") || found.equals("HZ-GB-2312")) {
            return CHINESE;
        }
        return Charset.isSupported(found) && !found.startsWith("ISO-8859-1") && !found.equals("US-ASCII")
                ? Charset.forName(found)
                : WESTERN;
    }

    /** UTF-16 without a byte order mark has a zero in half of the bytes of Latin text. */
    private static Charset halvesOf(byte[] head) {
        var zeros = new int[2];
        for (var i = 0; i < head.length; i++) {
            zeros[i % 2] += head[i] == 0 ? 1 : 0;
        }
        if (zeros[0] + zeros[1] > head.length / 8) {
            return zeros[1] > zeros[0] ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
        }
        return WESTERN;
    }

    /** What is decoded without fault; a last character may be cut off. */
    private static String decodedOrNull(byte[] head, Charset charset) {
        var text = CharBuffer.allocate(head.length + 1);
        var result = charset.newDecoder().decode(ByteBuffer.wrap(head), text, false);
        return result.isError() ? null : text.flip().toString();
    }

    private static String decoded(byte[] head, Charset charset) {
        var text = CharBuffer.allocate(head.length + 1);
        charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .decode(ByteBuffer.wrap(head), text, false);
        var decoded = text.flip().toString();
        return !decoded.isEmpty() && decoded.charAt(0) == BYTE_ORDER_MARK ? decoded.substring(1) : decoded;
    }

    /** A header and rows. */
    record Table(List<String> header, List<CsvFile.Row> rows) {

        /** The cells of a column that are not empty. */
        List<String> cells(String column) {
            return rows.stream()
                    .map(row -> row.cells().get(column))
                    .filter(cell -> cell != null && !cell.isBlank())
                    .map(String::strip)
                    .toList();
        }
    }

    /** The separator that makes the most columns, as many in each row. */
    char separator() {
        var best = SEPARATORS.charAt(0);
        var most = 0.0;
        for (var separator : SEPARATORS.toCharArray()) {
            var score = score(separator);
            if (score > most) {
                most = score;
                best = separator;
            }
        }
        return best;
    }

    private double score(char separator) {
        try {
            var table = table(separator, true);
            var columns = table.header().size();
            var rows = table.rows().stream().limit(ROWS_TO_COMPARE).toList();
            if (columns < 2) {
                return 0;
            }
            var alike = rows.stream()
                    .filter(row -> row.cells().size() == columns && !row.surplus())
                    .count();
            var share = (alike + 1.0) / (rows.size() + 1.0);
            return columns * share * share;
        } catch (InvalidFieldException e) {
            return 0;
        }
    }

    /**
     * @param isCut whether the last row may be cut off, and is left out
     * @throws InvalidFieldException if it is no table
     */
    Table table(char separator, boolean isCut) {
        var rows = new ArrayList<CsvFile.Row>();
        try {
            var file = new CsvFile(new StringReader(isCut ? whole() : text), separator, LONGEST_ROW);
            for (var row = file.next(); row != null; row = file.next()) {
                rows.add(row);
            }
            return new Table(file.header(), rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the last line, and without a row that goes on behind the end. */
    private String whole() {
        var quoted = false;
        var end = -1;
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            quoted ^= character == '"';
            if (!quoted && (character == '\n' || character == '\r')) {
                end = i;
            }
        }
        return end < 0 ? text : text.substring(0, end + 1);
    }
}
