package feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import market.MalformedDataException;
import market.RecordingStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings, from the frame to the disk and back. */
class FrameRecorderTest {

    private static final long START = 1_767_225_600_000_000L;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private final FeedMonitor monitor =
            TestFeeds.monitor("one", URI.create("ws://localhost:1"), TestFeeds.patient(), "BTC");
    private FrameRecorder recorder;

    @AfterEach
    void stop() {
        if (recorder != null) {
            recorder.turn(false);
        }
    }

    private FrameRecorder recorder(RecorderSettings settings) {
        recorder = new FrameRecorder("one", "binance", settings, Clock.systemUTC());
        return recorder;
    }

    /** One that writes where a test says, and tries again soon. */
    private FrameRecorder recorder(RecordingFile.Opener opener) {
        recorder = new FrameRecorder(
                "one", "binance", TestFeeds.recorder(directory), Clock.systemUTC(), opener, Duration.ofMillis(100));
        return recorder;
    }

    private void record(long micros, byte[] frame) {
        recorder.record(TestFeeds.frame(monitor, frame, micros));
    }

    private void record(int from, int to) {
        for (int i = from; i < to; i++) {
            record(START + i, bytes(i));
        }
    }

    private static byte[] bytes(int i) {
        return ("frame " + i).getBytes(StandardCharsets.UTF_8);
    }

    private List<RecordingReader.Recorded> read(List<Path> files) throws IOException {
        List<RecordingReader.Recorded> frames = new ArrayList<>();
        for (Path file : files) {
            try (RecordingReader reader = new RecordingReader(file)) {
                for (Optional<RecordingReader.Recorded> next = reader.next(); next.isPresent(); next = reader.next()) {
                    frames.add(next.get());
                }
            }
        }
        return frames;
    }

    private List<Path> files() {
        return Replay.files(directory.resolve("one"));
    }

    private List<String> texts(List<Path> files) throws IOException {
        return read(files).stream()
                .map(frame -> new String(frame.frame(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void whateverComesIsReadBackAsItCame() throws Exception {
        long seed = Long.getLong("souk.test.seed", System.nanoTime());
        Random random = new Random(seed);
        recorder(TestFeeds.recorder(directory)).turn(true);
        List<byte[]> frames = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            byte[] frame = new byte[random.nextInt(200)];
            random.nextBytes(frame);
            frames.add(
                    random.nextBoolean()
                            ? frame
                            // Any characters, line ends, quotes and controls among them.
                            : random.ints(random.nextInt(50), 0, 0x11000)
                                    .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                                    .toString()
                                    .getBytes(StandardCharsets.UTF_8));
            times.add(random.nextLong());
            record(times.get(i), frames.get(i));
        }
        recorder.turn(false);

        List<RecordingReader.Recorded> read = read(files());
        assertThat(read).as("seed " + seed).hasSize(2_000);
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i).frame()).as("seed " + seed).isEqualTo(frames.get(i));
            assertThat(read.get(i).micros()).as("seed " + seed).isEqualTo(times.get(i));
        }
        assertThat(recorder.status()).isEqualTo(new RecordingStatus(false, null, 0, 2_000, 0, null));
    }

    @Test
    void aLineSaysWhatDocsSay() throws Exception {
        recorder(TestFeeds.recorder(directory)).turn(true);
        record(START, "{\"e\":\n\"trade\"}".getBytes(StandardCharsets.UTF_8));
        record(START + 1, new byte[] {(byte) 0xff, 0});
        recorder.turn(false);

        assertThat(files()).singleElement().satisfies(file -> assertThat(
                        file.getFileName().toString())
                .matches("one-\\d{8}T\\d{6}\\.\\d{6}Z\\.jsonl\\.gz"));
        try (GZIPInputStream lines = new GZIPInputStream(Files.newInputStream(files().get(0)))) {
            String[] text = new String(lines.readAllBytes(), StandardCharsets.UTF_8).split("\n");
            assertThat(text).hasSize(3);
            assertThat(text[0])
                    .startsWith(
                            "{\"souk\":\"recording\",\"version\":1,\"feed\":\"one\",\"venue\":\"binance\",\"start\":\"");
            assertThat(text[1]).isEqualTo("{\"t\":1767225600000000,\"f\":\"{\\\"e\\\":\\n\\\"trade\\\"}\"}");
            assertThat(text[2]).isEqualTo("{\"t\":1767225600000001,\"b\":\"/wA=\"}");
        }
    }

    @Test
    void filesAreRolledAndTheOldestDeleted() throws Exception {
        recorder(new RecorderSettings(directory, 2_000, Duration.ofHours(1), 10_000))
                .turn(true);
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            byte[] frame = new byte[100];
            random.nextBytes(frame);
            record(START + i, frame);
            // The queue has a bound.
            long recorded = i - 100;
            await().atMost(PATIENCE).until(() -> recorder.status().frames() >= recorded);
        }
        recorder.turn(false);

        assertThat(files()).hasSizeBetween(2, 6);
        long total = 0;
        for (Path file : files()) {
            total += Files.size(file);
        }
        assertThat(total).isLessThanOrEqualTo(12_000);
        List<RecordingReader.Recorded> read = read(files());
        assertThat(read.get(read.size() - 1).micros()).isEqualTo(START + 299);
        assertThat(read).extracting(RecordingReader.Recorded::micros).isSorted();
    }

    @Test
    void aFileIsRolledByItsAgeAlsoWhenNothingComes() {
        recorder(new RecorderSettings(directory, 1_000_000, Duration.ofMillis(300), 10_000_000))
                .turn(true);
        record(0, 1);

        await().atMost(PATIENCE).until(() -> files().size() == 1);
        assertThat(recorder.status().on()).isTrue();
        record(1, 2);
        await().atMost(PATIENCE).until(() -> files().size() == 2);
    }

    @Test
    void whatAKilledProcessHasLeftIsReadUpToThereAndKept() throws Exception {
        recorder(TestFeeds.recorder(directory)).turn(true);
        record(0, 1_000);
        Path part = directory.resolve("one").resolve("part");
        await().atMost(PATIENCE).until(() -> {
            // What is on the disk while it is written, as a kill would leave it.
            String file = recorder.status().file();
            if (file == null) {
                return false;
            }
            Files.copy(Path.of(file), part, StandardCopyOption.REPLACE_EXISTING);
            return texts(List.of(part)).size() == 1_000;
        });
        recorder.turn(false);

        byte[] whole = Files.readAllBytes(files().get(0));
        for (int length = 0; length < whole.length; length += 97) {
            Path cut = directory.resolve("one").resolve("cut");
            Files.write(cut, java.util.Arrays.copyOf(whole, length));
            List<String> texts = texts(List.of(cut));
            for (int i = 0; i < texts.size(); i++) {
                assertThat(texts.get(i)).isEqualTo("frame " + i);
            }
        }

        Path left = directory.resolve("one").resolve("one-20200101T000000.000000Z.jsonl.gz.part");
        Files.write(left, java.util.Arrays.copyOf(whole, whole.length / 2));
        recorder(TestFeeds.recorder(directory)).turn(true);
        record(0, 1);
        await().atMost(PATIENCE).until(() -> files().size() == 2);
        assertThat(left).doesNotExist();
    }

    @Test
    void whatTheDiskDoesNotTakeInTimeIsCountedAndTold() throws Exception {
        CountDownLatch disk = new CountDownLatch(1);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        recorder(path -> {
                    Files.createFile(path);
                    return new OutputStream() {
                        @Override
                        public void write(int b) {
                            written.write(b);
                        }

                        @Override
                        public void write(byte[] bytes, int from, int length) throws IOException {
                            try {
                                disk.await();
                            } catch (InterruptedException e) {
                                throw new IOException(e);
                            }
                            written.write(bytes, from, length);
                        }
                    };
                })
                .turn(true);

        record(0, 30_000);
        long dropped = recorder.status().dropped();
        assertThat(dropped).isBetween(19_900L, 20_000L);
        disk.countDown();
        await().atMost(PATIENCE).until(() -> recorder.status().frames() == 30_000 - dropped);
        record(30_000, 30_001);
        recorder.turn(false);

        Path file = directory.resolve("written.jsonl.gz");
        Files.write(file, written.toByteArray());
        assertThat(texts(List.of(file))).hasSize((int) (30_001 - dropped)).endsWith("frame 30000");
        try (RecordingReader reader = new RecordingReader(file)) {
            while (reader.next().isPresent()) {
                // To the end.
            }
            assertThat(reader.lost()).isEqualTo(dropped);
        }
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsToldAndTheFeedGoesOn() throws Exception {
        Path file = directory.resolve("file");
        Files.createFile(file);
        recorder(new RecorderSettings(file, 10_000, Duration.ofHours(1), 100_000))
                .turn(true);

        record(0, 50);

        await().atMost(PATIENCE).until(() -> recorder.status().dropped() == 50);
        assertThat(recorder.status().problem()).startsWith("cannot write to " + file);
        assertThat(recorder.status().on()).isTrue();
    }

    @Test
    void aFullDiskIsTriedAgainAndTheGapIsTold() throws Exception {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "there is no /dev/full here");
        List<Path> opened = new ArrayList<>();
        recorder(path -> {
                    opened.add(path);
                    if (opened.size() == 1) {
                        Files.createFile(path);
                        return new FileOutputStream(full.toFile());
                    }
                    return Files.newOutputStream(path);
                })
                .turn(true);

        record(0, 10);
        await().atMost(PATIENCE).until(() -> recorder.status().dropped() == 10);
        assertThat(recorder.status().frames()).isZero();
        assertThat(recorder.status().problem()).contains("No space left");
        await().atMost(PATIENCE).until(() -> {
            record(10, 11);
            return recorder.status().problem() == null;
        });
        recorder.turn(false);

        assertThat(texts(files())).isNotEmpty().allMatch("frame 10"::equals);
        long told = 0;
        for (Path file : files()) {
            try (RecordingReader reader = new RecordingReader(file)) {
                while (reader.next().isPresent()) {
                    // To the end.
                }
                told += reader.lost();
            }
        }
        assertThat(told).isEqualTo(recorder.status().dropped());
    }

    @Test
    void whatNoRecorderWroteIsRefusedWithItsPlace() throws Exception {
        for (String line : List.of(
                "rubbish",
                "[]",
                "{\"f\":\"x\"}",
                "{\"t\":\"x\",\"f\":\"y\"}",
                "{\"t\":1,\"f\":2}",
                "{}",
                "{\"souk\":\"recording\",\"version\":2}")) {
            Path file = directory.resolve("bad.jsonl");
            Files.writeString(file, "{\"souk\":\"recording\",\"version\":1}\n" + line + "\n");
            assertThatThrownBy(() -> read(List.of(file)))
                    .as(line)
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessageStartingWith("line 2 of the recording " + file + ": ");
        }
    }

    @Test
    void recordingsAreFoundByFileDirectoryAndPattern() throws Exception {
        Path one = compressed("one-1.jsonl.gz");
        Path two = compressed("one-2.jsonl.gz");
        Files.createFile(directory.resolve("one-3.jsonl.gz.part"));
        Path plain = Files.writeString(directory.resolve("plain.jsonl"), "");

        assertThat(Replay.files(two)).containsExactly(two);
        assertThat(Replay.files(directory)).containsExactly(one, two, plain);
        assertThat(Replay.files(directory.resolve("one-*"))).containsExactly(one, two);
        assertThat(Replay.files(directory.resolve("nothing"))).isEmpty();
        assertThat(Replay.files(directory.resolve("nowhere").resolve("x"))).isEmpty();
    }

    private Path compressed(String name) throws IOException {
        Path file = directory.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write('\n');
        }
        return file;
    }
}
