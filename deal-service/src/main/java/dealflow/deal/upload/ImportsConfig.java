package dealflow.deal.upload;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many files may come in at a time, each of which takes a thread and its size on the disk. */
@ConfigMapping(prefix = "dealflow.imports")
public interface ImportsConfig {

    /** To one replica. */
    @WithDefault("4")
    int uploads();

    /** Of one caller. */
    @WithDefault("2")
    int uploadsPerCaller();
}
