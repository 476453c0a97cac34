package benchmark;

import java.util.function.Consumer;

/** What a process last told by its {@link ProgressLine}. */
final class Progress implements Consumer<String>, Engine.Counter {

    private volatile long counted;

    @Override
    public void accept(String line) {
        if (line.startsWith(ProgressLine.PREFIX)) {
            counted = Long.parseLong(line.substring(ProgressLine.PREFIX.length()));
        }
    }

    @Override
    public long getAsLong() {
        return counted;
    }
}
