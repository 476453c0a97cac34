package app.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Free ports of the loopback interface. */
final class Ports {

    static final String LOOPBACK = "127.0.0.1";

    private Ports() {}

    /** A port that was free a moment ago; the kernel hands them out in turn, so two calls do not meet. */
    static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }
}
