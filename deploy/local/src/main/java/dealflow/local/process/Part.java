package dealflow.local.process;

import java.nio.file.Path;
import java.util.Optional;

/** One process of the local system, which can be stopped, killed and started again on the same data. */
public interface Part {

    /** What it is called in messages, files and {@code LocalStack.part(…)}. */
    String name();

    /** Starts it, and returns when it is ready to serve; fails with the reason and the end of its log. */
    void start();

    /** Lets it finish what it is doing, then ends it. */
    void stop();

    /** Ends it with no chance to tidy up, as {@code kill -9} does. */
    void kill();

    boolean alive();

    /** The running process, if there is one. */
    Optional<ProcessHandle> process();

    Path log();
}
