package benchmark;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A venue of Binance's combined streams that sends as fast as its one client reads: trades of some instruments in turn, ids
 * dense from 1, in frames of some 170 bytes. Written on a plain socket from prepared bytes, so that it takes as little as
 * possible of the machine that is measured. Started by {@code FrameSource <instruments> <frames>}; it says its port, then how
 * many frames it has sent.
 */
final class FrameSource {

    static final String PORT = "port ";

    /** Frames written at once: some 45 kB, less than a socket's buffer. */
    private static final int CHUNK = 256;

    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");
    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
    private static final String ACCEPT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private static final int FINAL_TEXT = 0x81;
    private static final int FINAL_PONG = 0x8A;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int LENGTH_IN_TWO_BYTES = 126;

    private final List<String> bases;
    private final long frames;
    private final Queue<byte[]> answers = new ConcurrentLinkedQueue<>();
    private final CountDownLatch subscribed = new CountDownLatch(1);

    private FrameSource(int instruments, long frames) {
        this.bases = Ticks.bases(instruments);
        this.frames = frames;
    }

    public static void main(String[] args) throws Exception {
        new FrameSource(Integer.parseInt(args[0]), Long.parseLong(args[1])).run();
    }

    private void run() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            System.out.println(PORT + server.getLocalPort());
            try (Socket client = server.accept()) {
                client.setTcpNoDelay(true);
                shakeHands(client);
                Thread reader = new Thread(() -> read(client), "requests");
                reader.setDaemon(true);
                reader.start();
                subscribed.await();
                send(client.getOutputStream());
                // The client counts what it has; until then the connection stays.
                Thread.currentThread().join();
            }
        }
    }

    private static void shakeHands(Socket client) throws IOException, NoSuchAlgorithmException {
        BufferedReader head =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII), 1);
        String key = null;
        for (String line = head.readLine(); line != null && !line.isEmpty(); line = head.readLine()) {
            Matcher matcher = KEY.matcher(line);
            key = matcher.matches() ? matcher.group(1) : key;
        }
        byte[] hash =
                MessageDigest.getInstance("SHA-1").digest((key + ACCEPT).getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream()
                .write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(hash) + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    /** Requests are answered with success, pings with pongs. */
    private void read(Socket client) {
        try {
            DataInputStream in = new DataInputStream(client.getInputStream());
            while (true) {
                int type = in.readUnsignedByte() & 0x0F;
                int length = in.readUnsignedByte() & 0x7F;
                if (length == LENGTH_IN_TWO_BYTES) {
                    length = in.readUnsignedShort();
                }
                byte[] mask = in.readNBytes(4);
                byte[] payload = in.readNBytes(length);
                for (int i = 0; i < payload.length; i++) {
                    payload[i] ^= mask[i % 4];
                }
                if (type == PING) {
                    answers.add(frame(FINAL_PONG, payload));
                } else if (type == CLOSE) {
                    return;
                } else {
                    Matcher id = ID.matcher(new String(payload, StandardCharsets.UTF_8));
                    if (id.find()) {
                        answers.add(frame(
                                FINAL_TEXT,
                                ("{\"result\":null,\"id\":" + id.group(1) + "}").getBytes(StandardCharsets.UTF_8)));
                        subscribed.countDown();
                    }
                }
            }
        } catch (EOFException e) {
            // The client has ended.
        } catch (IOException e) {
            System.err.println("the connection broke: " + e);
        }
    }

    private static byte[] frame(int type, byte[] payload) {
        boolean isLong = payload.length >= LENGTH_IN_TWO_BYTES;
        byte[] frame = new byte[payload.length + (isLong ? 4 : 2)];
        frame[0] = (byte) type;
        frame[1] = (byte) (isLong ? LENGTH_IN_TWO_BYTES : payload.length);
        if (isLong) {
            frame[2] = (byte) (payload.length >> 8);
            frame[3] = (byte) payload.length;
        }
        System.arraycopy(payload, 0, frame, frame.length - payload.length, payload.length);
        return frame;
    }

    private void send(OutputStream out) throws IOException {
        ProgressLine progress = ProgressLine.start();
        byte[][] templates = bases.stream().map(FrameSource::template).toArray(byte[][]::new);
        int size = templates[0].length;
        int idAt = indexOf(templates[0], "\"t\":") + 4;
        int priceAt = indexOf(templates[0], "\"p\":") + 8;
        int eventAt = indexOf(templates[0], "\"E\":") + 4;
        int tradeAt = indexOf(templates[0], "\"T\":") + 4;
        byte[] chunk = new byte[CHUNK * size];
        for (long sent = 0; sent < frames; ) {
            int count = (int) Math.min(CHUNK, frames - sent);
            long now = System.currentTimeMillis();
            for (int i = 0; i < count; i++) {
                long index = sent + i;
                int at = i * size;
                System.arraycopy(templates[(int) (index % templates.length)], 0, chunk, at, size);
                digits(chunk, at + idAt, 10, FIRST_ID + index / templates.length);
                digits(chunk, at + priceAt, 2, index * 7 % 100);
                digits(chunk, at + eventAt, 13, now);
                digits(chunk, at + tradeAt, 13, now);
            }
            for (byte[] answer = answers.poll(); answer != null; answer = answers.poll()) {
                out.write(answer);
            }
            out.write(chunk, 0, count * size);
            sent += count;
            progress.add(count);
        }
    }

    /** With ten digits from the first on, so that all frames are of one length. */
    static final long FIRST_ID = 1_000_000_001L;

    private static byte[] template(String base) {
        String symbol = base + "USDT";
        return frame(
                FINAL_TEXT,
                ("{\"stream\":\"" + symbol.toLowerCase(java.util.Locale.ROOT)
                                + "@trade\",\"data\":{\"e\":\"trade\",\"E\":1700000000000,\"s\":\"" + symbol
                                + "\",\"t\":1000000001,\"p\":\"61837.63000000\",\"q\":\"0.02000000\","
                                + "\"T\":1700000000000,\"m\":true,\"M\":true}}")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }

    private static void digits(byte[] bytes, int at, int count, long value) {
        long rest = value;
        for (int i = count - 1; i >= 0; i--) {
            bytes[at + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
