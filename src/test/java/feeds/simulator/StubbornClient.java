package feeds.simulator;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that reads only when told to, and never pongs: a bare socket after the opening handshake. */
final class StubbornClient implements AutoCloseable {

    private static final int CLOSE_FRAME = 0x88;

    private final Socket socket = new Socket();
    private final DataInputStream in;

    StubbornClient(URI base, String path) throws IOException {
        // Before connecting, or the window is negotiated without it.
        socket.setReceiveBufferSize(4_096);
        socket.setSoTimeout(10_000);
        socket.connect(new InetSocketAddress(base.getHost(), base.getPort()));
        in = new DataInputStream(socket.getInputStream());
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + base.getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        readHead();
    }

    private void readHead() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            head.write(in.readByte());
        }
    }

    /** Reads frames up to a close frame, and returns its code and reason. */
    String readToCloseFrame() throws IOException {
        while (true) {
            int type = in.readUnsignedByte();
            int length = in.readUnsignedByte();
            byte[] payload = new byte[length == 126 ? in.readUnsignedShort() : length];
            in.readFully(payload);
            if (type == CLOSE_FRAME) {
                int code = (payload[0] & 0xff) << 8 | payload[1] & 0xff;
                return code + " " + new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
            }
        }
    }

    /** Reads to the end of the connection, and returns how many bytes there were. */
    long readToEnd() {
        long bytes = 0;
        byte[] buffer = new byte[64 * 1_024];
        try {
            int read = in.read(buffer);
            while (read >= 0) {
                bytes += read;
                read = in.read(buffer);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("still connected after " + bytes + " bytes", e);
        } catch (IOException e) {
            // A reset is an end, too.
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
