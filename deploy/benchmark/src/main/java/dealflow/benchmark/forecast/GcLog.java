package dealflow.benchmark.forecast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a service's heap does, from the log of its garbage collector (G1) and by a full collection that is asked for. */
final class GcLog {

    private static final Pattern PAUSE = Pattern.compile("Pause (\\w+)(.*) (\\d+)M->(\\d+)M\\(\\d+M\\) ([\\d.]+)ms");
    private static final String ASKED_FOR = "Diagnostic Command";

    private final Path folder;

    GcLog(Path folder) {
        this.folder = folder;
    }

    /** What lets a process write it. */
    Map<String, String> settings() {
        return Map.of("JDK_JAVA_OPTIONS", "-Xlog:gc:file=" + folder.resolve("gc-%p.log"));
    }

    /**
     * What a process's heap has done until now.
     *
     * @param full full collections that the service needed, not those asked for here
     * @param fullSeconds in them
     * @param afterAny the most megabytes left by any collection: what is used, and what was not yet found to be garbage
     * @param live the most megabytes left by a full one: what is used, nothing else
     */
    record Heap(int full, double fullSeconds, long afterAny, long live) {

        private Heap and(Matcher pause) {
            var isFull = pause.group(1).equals("Full");
            var counts = isFull && !pause.group(2).contains(ASKED_FOR);
            var left = Long.parseLong(pause.group(4));
            return new Heap(
                    full + (counts ? 1 : 0),
                    fullSeconds + (counts ? Double.parseDouble(pause.group(5)) / 1000 : 0),
                    pause.group(1).equals("Young") || isFull ? Math.max(afterAny, left) : afterAny,
                    isFull ? Math.max(live, left) : live);
        }
    }

    /** Has the process look for all garbage, and tells what there has been since it began. */
    Heap collected(ProcessHandle process) {
        try {
            var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
            var asked = new ProcessBuilder(jcmd, String.valueOf(process.pid()), "GC.run")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (asked.waitFor() != 0) {
                throw new IllegalStateException("jcmd could not have the garbage collected");
            }
            var heap = new Heap(0, 0, 0, 0);
            for (var line : Files.readAllLines(folder.resolve("gc-%d.log".formatted(process.pid())))) {
                var pause = PAUSE.matcher(line);
                if (pause.find()) {
                    heap = heap.and(pause);
                }
            }
            return heap;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
