package feeds;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import market.Instrument;
import market.Instruments;
import market.MalformedDataException;
import market.Quote;
import market.TakerSide;
import market.Trade;

/**
 * Decodes the frames of Coinbase Exchange, which have a {@code type}, and of Advanced Trade, which have a {@code channel}. Both
 * send the maker's side, and decimals as strings. Sources: Coinbase Exchange, WebSocket channels; Coinbase Advanced Trade,
 * WebSocket channels.
 */
final class CoinbaseDecoder implements FrameDecoder {

    /** As in {@code FOO-USD is not a valid product}; longer ones than these are none. */
    private static final Pattern PRODUCT = Pattern.compile("(?<![\\w-])[A-Z0-9]{1,15}-[A-Z][A-Z0-9]{1,9}(?![\\w-])");

    private final String venue;
    private final Instruments instruments;

    CoinbaseDecoder(String venue, Instruments instruments) {
        this.venue = venue;
        this.instruments = instruments;
    }

    @Override
    public DecodedFrame decode(byte[] bytes, long receiveTimeMicros) {
        FrameObject frame = FrameJson.read(bytes, "Coinbase");
        FrameFindings findings = new FrameFindings();
        String type = frame.textOr("type", "");
        switch (type) {
            case "match", "last_match" ->
                findings.trade(type, () -> trade(frame, frame.whole("trade_id"), receiveTimeMicros));
            case "ticker" -> findings.quote(type, () -> quote(frame, receiveTimeMicros));
            case "heartbeat" -> findings.signal(type, () -> heartbeat(frame));
            case "subscriptions" -> accepted(frame, findings);
            case "error" -> findings.signal(type, () -> refused(frame));
            default -> advanced(frame, receiveTimeMicros, findings);
        }
        return findings.frame();
    }

    private void advanced(FrameObject frame, long receiveTimeMicros, FrameFindings findings) {
        switch (frame.textOr("channel", "")) {
            case CoinbaseVenue.MARKET_TRADES -> marketTrades(frame, receiveTimeMicros, findings);
            case "heartbeats" -> findings.signal("heartbeats", () -> new Signal.Heartbeat(null, OptionalLong.empty()));
            case "subscriptions" -> events(frame).forEach(event -> acceptedOfAdvanced(event, findings));
            default -> {
                // What was not asked for.
            }
        }
    }

    private static List<FrameObject> events(FrameObject frame) {
        return frame.list("events").stream()
                .map(event -> FrameObject.item(event, "an event"))
                .toList();
    }

    private void marketTrades(FrameObject frame, long receiveTimeMicros, FrameFindings findings) {
        int number = 0;
        for (FrameObject event : events(frame)) {
            String type = event.text("type");
            if (!type.equals("snapshot") && !type.equals("update")) {
                continue;
            }
            List<JsonNode> items = event.list("trades");
            number += items.size();
            int ofNext = number;
            // The newest one comes first. The number is the item's place in the frame, for who looks it up there.
            Collections.reverse(items);
            for (JsonNode item : items) {
                findings.trade("trade " + ofNext-- + " of the " + type, () -> {
                    FrameObject trade = FrameObject.item(item, "a trade");
                    return trade(trade, trade.wholeText("trade_id"), receiveTimeMicros);
                });
            }
        }
    }

    private Trade trade(FrameObject item, long tradeId, long receiveTimeMicros) {
        return new Trade(
                instrument(item).id(),
                FrameObject.positive(item.decimalText("price"), "price"),
                FrameObject.positive(item.decimalText("size"), "size"),
                takerSide(item.text("side")),
                tradeId,
                item.micros("time"),
                receiveTimeMicros,
                receiveTimeMicros);
    }

    private Quote quote(FrameObject ticker, long receiveTimeMicros) {
        BigDecimal price = FrameObject.positive(ticker.decimalText("price"), "price");
        BigDecimal open = ticker.has("open_24h") ? ticker.decimalText("open_24h") : null;
        return new Quote(
                instrument(ticker).id(),
                venue,
                price,
                Quote.changePercent(open, price),
                ticker.has("volume_24h") ? ticker.decimalText("volume_24h") : null,
                null,
                null,
                ticker.micros("time"),
                receiveTimeMicros);
    }

    private Instrument instrument(FrameObject item) {
        String product = item.text("product_id");
        return instruments
                .findAtVenue(venue, product)
                .orElseThrow(() -> new MalformedDataException(
                        "unknown product_id '" + FrameJson.shown(product) + "' at " + venue));
    }

    /** What the taker did, whose order met the one that is told of. */
    private static TakerSide takerSide(String makerSide) {
        return switch (makerSide) {
            case "buy", "BUY" -> TakerSide.SELL;
            case "sell", "SELL" -> TakerSide.BUY;
            default ->
                throw new MalformedDataException("side must be buy or sell, was '" + FrameJson.shown(makerSide) + "'");
        };
    }

    /** Its {@code last_trade_id} is 0 for a product that has not been traded. */
    private static Signal heartbeat(FrameObject frame) {
        String product = FrameJson.shown(frame.text("product_id"));
        long last = frame.has("last_trade_id") ? frame.whole("last_trade_id") : 0;
        return new Signal.Heartbeat(product, last > 0 ? OptionalLong.of(last) : OptionalLong.empty());
    }

    private static void accepted(FrameObject frame, FrameFindings findings) {
        for (JsonNode item : frame.list("channels")) {
            FrameObject channel = FrameObject.item(item, "a channel");
            accepted(channel.text("name"), channel.texts("product_ids"), findings);
        }
    }

    /** By the channel's name; {@code heartbeats} is of no product, and says its own name where the others have theirs. */
    private static void acceptedOfAdvanced(FrameObject event, FrameFindings findings) {
        FrameObject subscriptions = event.object("subscriptions");
        subscriptions.node().fieldNames().forEachRemaining(channel -> {
            if (!channel.equals("heartbeats")) {
                accepted(channel, subscriptions.texts(channel), findings);
            }
        });
    }

    private static void accepted(String channel, List<String> products, FrameFindings findings) {
        products.forEach(product -> findings.signal(
                "subscriptions", () -> new Signal.Accepted(FrameJson.shown(channel), FrameJson.shown(product))));
    }

    private static Signal refused(FrameObject frame) {
        String message = frame.sentenceOr("message", "an error without a message");
        String reason = frame.sentenceOr("reason", "");
        return new Signal.Refused(null, product(reason), reason.isEmpty() ? message : message + ": " + reason);
    }

    /** The product that a reason names; null if it names none, or several. */
    private static String product(String reason) {
        Matcher products = PRODUCT.matcher(reason);
        List<String> named =
                products.results().map(found -> found.group()).distinct().toList();
        return named.size() == 1 ? named.get(0) : null;
    }
}
