package dealflow.acceptance.system;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Data written by others, kept beside the project and never in it. */
public final class SharedData {

    private static final Path FOLDER = Dealflow.ROOT.resolveSibling("shared/data");

    private SharedData() {}

    /** A file of it; the test is skipped, and says so, where it is absent. */
    public static Path file(String path) {
        var file = FOLDER.resolve(path);
        assumeTrue(Files.exists(file), () -> "Skipped: there is no " + path + " in the data folder beside the project");
        return file;
    }

    public static byte[] bytes(String path) {
        try {
            return Files.readAllBytes(file(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of a CSV file, each a map by column. */
    public static List<Map<String, String>> rows(String path) {
        try (var rows = new CsvMapper()
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .<Map<String, String>>readValues(file(path).toFile())) {
            return rows.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
