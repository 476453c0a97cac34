package feeds;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Parts of addresses. */
final class Queries {

    private Queries() {}

    /** A symbol is a setting, and must not be able to end the part of the address that it stands in. */
    static String encoded(String symbol) {
        return URLEncoder.encode(symbol, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
