package dealflow.deal.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dealflow.deal.csv.CsvFile;
import dealflow.deal.refusal.InvalidFieldException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as they come: in any charset, as spreadsheets write them, and as somebody writes them who means no good. */
class UploadTest {

    private static String text(byte[] file, Charset charset) throws IOException {
        try (var upload = Upload.of(new ByteArrayInputStream(file), charset)) {
            var text = new BoundedLines(upload.text(), 100).next();
            return upload.problem(text) == null ? text : upload.problem(text);
        }
    }

    private static List<CsvFile.Row> rows(String file) throws IOException {
        var csv = new CsvFile(new StringReader(file), ',', 10_000);
        var rows = new ArrayList<CsvFile.Row>();
        for (var row = csv.next(); row != null; row = csv.next()) {
            rows.add(row);
        }
        return rows;
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8,Müller 灯具 😀",
        "windows-1252,Müller €",
        "GBK,灯具",
        "GB18030,灯具 😀",
        "UTF-16,Müller 灯具",
        "Shift_JIS,表"
    })
    void aFileIsReadInItsCharset(String charset, String text) throws IOException {
        assertThat(text(text.getBytes(charset), Charset.forName(charset))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"windows-1252,Müller", "GBK,灯具"})
    void bytesOfAnotherCharsetAreAProblem(String charset, String text) throws IOException {
        assertThat(text(text.getBytes(charset), StandardCharsets.UTF_8))
                .contains("not UTF-8")
                .contains("charset=");
    }

    @Test
    void surrogatesInBytesAndNulAreAProblem() throws IOException {
        var half = new byte[] {'a', (byte) 0xed, (byte) 0xa0, (byte) 0x80};
        assertThat(text(half, StandardCharsets.UTF_8)).contains("not UTF-8");
        assertThat(text(new byte[] {'a', 0}, StandardCharsets.UTF_8)).contains("NUL");
        assertThat(text("\ufffd".getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .as("what somebody else lost is a text")
                .isEqualTo("\ufffd");
    }

    @Test
    void aByteOrderMarkIsNoText() throws IOException {
        assertThat(text("\ufeffid".getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo("id");
    }

    @Test
    void linesEndAsTheyDoAnywhereAndLongOnesAreCut() throws IOException {
        var lines = new BoundedLines(new StringReader("a\nb\r\nc\rd\n\n%s\ne".formatted("x".repeat(50_000))), 10);
        var read = new ArrayList<String>();
        for (var line = lines.next(); line != null; line = lines.next()) {
            read.add(line);
        }
        assertThat(read).containsExactly("a", "b", "c", "d", "", "x".repeat(11), "e");
    }

    @Test
    void rowsAreReadAsSpreadsheetsWriteThem() throws IOException {
        var rows = rows(
                """
                id,name,value,,
                1
                2,"a, b",10.00,,

                3,"two
                lines",5,,
                4,x,1,,surplus
                ,,,,
                5, y ,2,,
                ,,,,
                """);
        assertThat(rows).extracting(CsvFile.Row::line).containsExactly(2L, 3L, 5L, 7L, 9L);
        assertThat(rows.get(0).cells()).containsEntry("id", "1").doesNotContainKey("value");
        assertThat(rows.get(1).cells()).containsEntry("name", "a, b").containsEntry("value", "10.00");
        assertThat(rows.get(2).cells()).containsEntry("name", "two\nlines");
        assertThat(rows.get(4).cells()).containsEntry("name", "y");
        assertThat(rows).extracting(CsvFile.Row::surplus).containsExactly(false, false, false, false, false);
        assertThat(rows("id\n1,,\n2,x\n")).extracting(CsvFile.Row::surplus).containsExactly(false, true);
    }

    @Test
    void aQuotationMarkThatIsLeftOpenEndsTheFileAndNotTheMemory() {
        assertThatThrownBy(() -> rows("id,name\n1,x\n2,\"%s".formatted("y\n".repeat(100_000))))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("at line 3")
                .hasMessageContaining("left open");
        assertThatThrownBy(() -> rows("id,".repeat(100_000))).isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> rows("")).isInstanceOf(InvalidFieldException.class);
    }
}
