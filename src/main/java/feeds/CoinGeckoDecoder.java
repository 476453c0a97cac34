package feeds;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import market.Instrument;
import market.Instruments;
import market.MalformedDataException;
import market.Quote;
import market.Trade;

/**
 * Decodes CoinGecko's answers to {@code /simple/price}: an object of coins by their id, each with its figures in the currencies
 * that were asked for. Its decimals are JSON numbers, its times epoch seconds. Source: CoinGecko API, /simple/price.
 */
final class CoinGeckoDecoder implements FrameDecoder {

    private final String venue;
    private final List<Instrument> wanted;

    /** @param instruments those of the venue have to be in every answer */
    CoinGeckoDecoder(String venue, Instruments instruments) {
        this.venue = venue;
        this.wanted = instruments.all().stream()
                .filter(instrument -> instrument.venue().equals(venue))
                .toList();
    }

    /** @throws VenueBusyException if the answer is an error, which comes with status 200, too */
    @Override
    public DecodedFrame decode(byte[] bytes, long receiveTimeMicros) {
        FrameObject answer = FrameJson.read(bytes, "CoinGecko");
        refuseError(answer);
        FrameFindings findings = new FrameFindings();
        for (Instrument instrument : wanted) {
            findings.quote(instrument.id(), () -> quote(answer, instrument, receiveTimeMicros));
        }
        return findings.frame();
    }

    /** There is a coin whose id is {@code status}; it has no error code. */
    private static void refuseError(FrameObject answer) {
        if (answer.node().path("status").hasNonNull("error_code")) {
            FrameObject status = answer.object("status");
            throw new VenueBusyException("it answered with error "
                    + FrameJson.shown(status.node().get("error_code").asText()) + ": "
                    + status.sentenceOr("error_message", "no reason given"));
        }
    }

    private Quote quote(FrameObject answer, Instrument instrument, long receiveTimeMicros) {
        FrameObject coin = answer.object(instrument.venueSymbol());
        String currency = CoinGeckoVenue.currency(instrument.quote());
        return new Quote(
                instrument.id(),
                venue,
                FrameObject.positive(coin.decimalNumber(currency), currency),
                figure(coin, currency + "_24h_change"),
                null,
                figure(coin, currency + "_24h_vol"),
                figure(coin, currency + "_market_cap"),
                coin.has("last_updated_at") ? micros(coin.whole("last_updated_at")) : receiveTimeMicros,
                receiveTimeMicros);
    }

    private static BigDecimal figure(FrameObject coin, String field) {
        return coin.has(field) ? coin.decimalNumber(field) : null;
    }

    private static long micros(long seconds) {
        if (seconds <= 0 || seconds >= TimeUnit.MICROSECONDS.toSeconds(Trade.END_MICROS)) {
            throw new MalformedDataException("last_updated_at must be after 1970 and before 2200, was " + seconds);
        }
        return TimeUnit.SECONDS.toMicros(seconds);
    }
}
