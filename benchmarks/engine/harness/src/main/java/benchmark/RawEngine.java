package benchmark;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Starts {@link RawLoop}. */
final class RawEngine implements Engine {

    static final String NAME = "raw loop, one thread, keeps nothing";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Running start(Stage stage, String pass) throws IOException {
        Progress progress = new Progress();
        ChildProcess process = ChildProcess.start(
                stage.work().resolve(pass + ".log"),
                List.of(
                        "-Xmx" + stage.options().heap(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RawLoop.class.getName(),
                        stage.broker().address()),
                progress);
        return new Running(process, progress, Optional.empty());
    }
}
