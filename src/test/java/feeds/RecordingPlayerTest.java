package feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import market.FeedState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingPlayerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final FeedMonitor monitor =
            TestFeeds.monitor("one", java.net.URI.create("ws://localhost:1"), TestFeeds.patient(), "BTC");
    private final List<RawFrame> frames = new CopyOnWriteArrayList<>();
    private RecordingPlayer player;

    @AfterEach
    void close() {
        player.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Path recording(String name, String... lines) throws IOException {
        return Files.writeString(directory.resolve(name), String.join("\n", lines) + "\n");
    }

    private void play(double speed, Path... files) {
        player = new RecordingPlayer(
                vertx,
                monitor,
                new Replay(List.of(files), speed),
                frame -> {
                    frames.add((RawFrame) frame);
                    if (frames.size() == 3) {
                        player.pause();
                    }
                },
                Clock.systemUTC());
        player.start();
    }

    private static String line(long micros) {
        return "{\"t\":" + micros + ",\"f\":\"frame " + micros + "\"}";
    }

    private void untilOver() {
        await().atMost(PATIENCE)
                .until(() -> monitor.status().state() == FeedState.STOPPED
                        && !monitor.status().reason().isEmpty());
    }

    @Test
    void filesArePlayedInTheirOrderWithTheTimesOfThen() throws Exception {
        play(Replay.UNBOUNDED, recording("a.jsonl", line(5)), recording("b.jsonl", line(7)));

        untilOver();
        assertThat(frames).extracting(RawFrame::receiveTimeMicros).containsExactly(5L, 7L);
        assertThat(frames)
                .extracting(frame -> new String(frame.bytes(), StandardCharsets.UTF_8))
                .containsExactly("frame 5", "frame 7");
        assertThat(monitor.status().reason()).isEqualTo("the recording is over after 2 frames");
        assertThat(monitor.status().frames()).isEqualTo(2);
    }

    @Test
    void tenTimesFasterTakesATenthOfTheTime() throws Exception {
        long began = System.nanoTime();
        play(10, recording("a.jsonl", line(0), line(10_000_000)));

        await().atMost(PATIENCE).until(() -> frames.size() == 1);
        assertThat(monitor.status().state()).isEqualTo(FeedState.LIVE);
        untilOver();
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        assertThat(frames).hasSize(2);
        assertThat(took).isBetween(1_000L, 5_000L);
    }

    @Test
    void whoCannotFollowHoldsItUp() throws Exception {
        play(
                Replay.UNBOUNDED,
                recording(
                        "a.jsonl",
                        LongStream.range(0, 100)
                                .mapToObj(RecordingPlayerTest::line)
                                .collect(Collectors.joining("\n"))));

        await().atMost(PATIENCE).until(() -> frames.size() == 3);
        await().during(Duration.ofMillis(300)).atMost(PATIENCE).until(() -> frames.size() == 3);
        player.resume();

        untilOver();
        assertThat(frames).hasSize(100);
    }

    @Test
    void whatIsStoppedPlaysNothingMoreAndStartsAnewFromTheFirstFrame() throws Exception {
        Path recording = recording("a.jsonl", line(0), line(3_600_000_000L));
        play(1, recording);
        await().atMost(PATIENCE).until(() -> frames.size() == 1);

        player.stop();

        assertThat(monitor.status().state()).isEqualTo(FeedState.STOPPED);
        play(1, recording);
        await().atMost(PATIENCE).until(() -> frames.size() == 2);
        assertThat(frames).extracting(RawFrame::receiveTimeMicros).containsExactly(0L, 0L);
    }

    @Test
    void aRecordingThatCannotBeReadEndsTheReplayWithAReason() throws Exception {
        play(Replay.UNBOUNDED, recording("a.jsonl", line(1), "rubbish", line(2)));

        untilOver();
        assertThat(frames).hasSize(1);
        assertThat(monitor.status().reason()).contains("cannot be read further: line 2 of the recording");
        assertThat(monitor.status().error().text()).isEqualTo(monitor.status().reason());
    }

    @Test
    void theRecordingOfAnotherVenueIsRefused() throws Exception {
        play(
                Replay.UNBOUNDED,
                recording("a.jsonl", "{\"souk\":\"recording\",\"version\":1,\"venue\":\"kraken\"}", line(1)));

        untilOver();
        assertThat(frames).isEmpty();
        assertThat(monitor.status().reason()).contains("was recorded of kraken, and the feed is of binance");
    }
}
