package dealflow.deal.csv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dealflow.deal.refusal.InvalidFieldException;
import dealflow.deal.refusal.Texts;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of a CSV file with a header, as spreadsheets write it: shorter rows, empty ones, and empty cells behind the last. */
public final class CsvFile {

    private final int longest;
    private final RowReader text;
    private final MappingIterator<String[]> rows;
    private final List<String> header;
    private long last;

    /**
     * A row.
     *
     * @param cells by their column
     * @param surplus whether there are more than there are columns
     */
    public record Row(long line, Map<String, String> cells, boolean surplus) {}

    /**
     * @param longest how many characters a row may have
     * @throws InvalidFieldException if it has no header
     */
    public CsvFile(Reader file, char separator, int longest) throws IOException {
        this.longest = longest;
        this.text = new RowReader(file);
        this.rows = new CsvMapper()
                .readerFor(String[].class)
                .with(CsvSchema.emptySchema().withColumnSeparator(separator))
                .with(CsvParser.Feature.WRAP_AS_ARRAY)
                .with(CsvParser.Feature.TRIM_SPACES)
                .with(CsvParser.Feature.SKIP_EMPTY_LINES)
                .readValues(text);
        var first = cells();
        if (first == null) {
            throw new InvalidFieldException("body", "must be CSV with a header");
        }
        this.header = Arrays.stream(first).map(String::strip).toList();
    }

    public List<String> header() {
        return header;
    }

    /** The next row that is not empty; null behind the last. */
    public Row next() throws IOException {
        for (var cells = cells(); cells != null; cells = cells()) {
            var row = new LinkedHashMap<String, String>();
            var surplus = false;
            var empty = true;
            for (var i = 0; i < cells.length; i++) {
                empty &= Texts.isBlank(cells[i]);
                if (i < header.size()) {
                    row.put(header.get(i), cells[i]);
                } else {
                    surplus |= !Texts.isBlank(cells[i]);
                }
            }
            if (!empty) {
                return new Row(last, row, surplus);
            }
        }
        return null;
    }

    private String[] cells() throws IOException {
        text.row();
        try {
            if (!rows.hasNextValue()) {
                return null;
            }
            last = Math.max(rows.getCurrentLocation().getLineNr(), last + 1);
            return rows.nextValue();
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof InvalidFieldException invalid) {
                throw invalid;
            }
            throw new InvalidFieldException(
                    "body",
                    "is not CSV with a header, at line %d or behind it: %s"
                            .formatted(last + 1, e.getOriginalMessage()));
        }
    }

    /** Bounds what is read for one row, beside what was read ahead: a quotation mark that is never closed takes in the whole file. */
    private final class RowReader extends FilterReader {

        private long count;

        RowReader(Reader file) {
            super(file);
        }

        void row() {
            count = 0;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            var read = super.read(buffer, offset, length);
            count += Math.max(0, read);
            if (count > longest) {
                throw new InvalidFieldException(
                        "body",
                        "has a row of more than %d characters at line %d or behind it: is a quotation mark left open?"
                                .formatted(longest, last));
            }
            return read;
        }
    }
}
