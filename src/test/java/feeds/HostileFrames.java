package feeds;

import feeds.FakeProtocol.Fields;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import market.TakerSide;
import market.Trade;

/** Frames of a protocol that no client may believe, each of which must become a dead letter and harm nothing else. */
final class HostileFrames {

    private static final int DEEP = 10_000;

    /** Below what ends a connection. */
    private static final int LONG = 900_000;

    /** Beyond it. */
    private static final int TOO_LONG = 10_000_000;

    private HostileFrames() {}

    /** @param base of an instrument that the client knows; its trade 1 must not have happened */
    static List<String> of(FakeProtocol protocol, String base) {
        return Stream.concat(unreadable(protocol, base), impossible(protocol, base))
                .toList();
    }

    /** What is far longer than a frame may be, in the dress of one. */
    static String tooLong(FakeProtocol protocol, String base) {
        return protocol.frame(good(protocol, base).price(protocol.decimal("9".repeat(TOO_LONG))));
    }

    private static Fields good(FakeProtocol protocol, String base) {
        long time = TimeUnit.MILLISECONDS.toMicros(1_700_000_000_000L);
        return protocol.fields(new Trade(
                protocol.instrument(base), new BigDecimal("5"), BigDecimal.ONE, TakerSide.BUY, 1, time, time, time));
    }

    private static Stream<String> unreadable(FakeProtocol protocol, String base) {
        String frame = protocol.frame(good(protocol, base));
        return Stream.of(
                "rubbish",
                "",
                "null",
                frame.substring(0, frame.length() * 2 / 3),
                frame + frame,
                "[".repeat(DEEP),
                "{\"channel\":".repeat(DEEP),
                "x".repeat(LONG));
    }

    private static Stream<String> impossible(FakeProtocol protocol, String base) {
        Fields good = good(protocol, base);
        return Stream.of(
                        good.price(protocol.decimal("NaN")),
                        good.price(protocol.decimal("Infinity")),
                        good.price(otherType(good.price())),
                        good.price(protocol.decimal("0")),
                        good.price(protocol.decimal("-5")),
                        good.price(protocol.decimal("1e999999999")),
                        good.price("{}"),
                        good.quantity(protocol.decimal("0.-10000")),
                        good.quantity(protocol.decimal("0")),
                        good.quantity("null"),
                        good.side("7"),
                        good.id(otherType(good.id())),
                        good.id("99999999999999999999999"),
                        good.id("1.5"),
                        good.symbol("NOSUCHUSDT"),
                        // The year 2100, 1970, and what Coinbase has really sent: the year 1.
                        good.time(protocol.time(TimeUnit.SECONDS.toMicros(4_102_444_800L))),
                        good.time(protocol.time(0)),
                        good.time(protocol.time(TimeUnit.SECONDS.toMicros(-62_135_596_800L))),
                        good.time("[]"))
                .map(protocol::frame);
    }

    /** A string for a number, and the other way round. */
    private static String otherType(String token) {
        return token.startsWith("\"") ? token.replace("\"", "") : FakeProtocol.quoted(token);
    }
}
