package dealflow.deal.upload;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/**
 * A file that somebody sends, whole on this replica's disk before anything is begun with it: whoever sends slowly holds no
 * connection to the database. Nobody else may read it, and it is gone when it is closed, or the process is.
 */
public final class Upload implements Closeable {

    /** Stands where bytes are no text in the file's charset; a text never holds it (Unicode, 23.7). */
    static final char UNREADABLE = '\uffff';

    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final FileChannel file;
    private final Charset charset;

    private Upload(FileChannel file, Charset charset) {
        this.file = file;
        this.charset = charset;
    }

    /** Takes in a body, at the pace in which it comes. */
    public static Upload of(InputStream body, Charset charset) throws IOException {
        var file = FileChannel.open(
                Files.createTempFile("upload", null),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        try {
            body.transferTo(Channels.newOutputStream(file));
            return new Upload(file.position(0), charset);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Its text, without a byte order mark. */
    public Reader text() throws IOException {
        var decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .replaceWith(String.valueOf(UNREADABLE));
        var text = new BufferedReader(new InputStreamReader(Channels.newInputStream(file), decoder), 1 << 16);
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        return text;
    }

    /** What is wrong with a text of it, or null. */
    public String problem(String text) {
        if (text.indexOf(UNREADABLE) >= 0) {
            return "holds bytes that are not %s: name the file's charset in Content-Type, such as charset=windows-1252"
                    .formatted(charset.name());
        }
        return text.indexOf('\0') < 0 ? null : "holds a NUL character, which no text here may";
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
