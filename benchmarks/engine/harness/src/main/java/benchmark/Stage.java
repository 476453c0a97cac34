package benchmark;

import java.nio.file.Path;

/** What a pass runs on. */
record Stage(Broker broker, Database database, Path work, Options options, int instruments) {}
