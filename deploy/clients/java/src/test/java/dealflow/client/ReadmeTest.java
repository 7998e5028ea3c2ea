package dealflow.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** The examples of the README compile. */
class ReadmeTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
    /** Around each, so that the page shows what matters. */
    private static final String METHOD =
            """
            import com.sun.net.httpserver.*;
            import dealflow.client.*;
            import dealflow.client.deals.*;
            import java.io.*;
            import java.net.http.HttpRequest.BodyPublishers;
            import java.nio.file.*;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.atomic.*;
            abstract class Example%d {
                abstract void keep(String cursor);
                void example(Dealflow dealflow, UUID id, String cursor) throws Exception {
            %s
                }
            }
            """;

    @Test
    void itsExamplesCompile() throws Exception {
        var examples = new ArrayList<JavaFileObject>();
        BLOCK.matcher(Files.readString(Path.of("README.md"))).results().forEach(block -> {
            var number = examples.size();
            examples.add(new Source("Example" + number, METHOD.formatted(number, block.group(1))));
        });
        assertThat(examples).hasSizeGreaterThanOrEqualTo(8);

        var said = new StringWriter();
        var options = List.of(
                "-proc:none",
                "-implicit:none",
                "-d",
                "target",
                "-Xlint:none",
                "-classpath",
                System.getProperty("java.class.path"));
        var compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.getTask(said, null, null, options, null, examples).call())
                .as(said::toString)
                .isTrue();
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        private Source(String name, String text) {
            super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
