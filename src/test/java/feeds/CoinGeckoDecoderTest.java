package feeds;

import static feeds.Decoding.RECEIVED;
import static feeds.Decoding.with;
import static feeds.Decoding.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import market.Quote;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoinGeckoDecoderTest {

    static final String PRICES = "{\"bitcoin\":{\"usd\":67187.33,\"usd_market_cap\":1.31e12,\"usd_24h_vol\":3.1e10,"
            + "\"usd_24h_change\":-3.6307823417,\"last_updated_at\":1790733790},"
            + "\"ethereum\":{\"eur\":1.10,\"usd\":9,\"eur_market_cap\":null}}";

    static final String ERROR =
            "{\"status\":{\"error_code\":429,\"error_message\":\"You've exceeded the Rate Limit.\"}}";

    private final Decoding decoding = new Decoding(new CoinGeckoVenue(null));

    @Test
    void everyCoinIsAQuoteInItsOwnCurrencyWithDecimalsExactlyAsSent() {
        assertThat(decoding.faultless(PRICES).quotes())
                .containsExactly(
                        new Quote(
                                "coingecko:BTC-USD",
                                "coingecko",
                                new BigDecimal("67187.33"),
                                new BigDecimal("-3.6307823417"),
                                null,
                                new BigDecimal("31000000000"),
                                new BigDecimal("1310000000000"),
                                1_790_733_790_000_000L,
                                RECEIVED),
                        new Quote(
                                "coingecko:ETH-EUR",
                                "coingecko",
                                new BigDecimal("1.10"),
                                null,
                                null,
                                null,
                                null,
                                RECEIVED,
                                RECEIVED));
    }

    @Test
    void aCoinThatIsMissingIsAFaultAndTheOthersGoOn() {
        DecodedFrame decoded = decoding.decode(without(PRICES, "bitcoin"));

        assertThat(decoded.quotes()).extracting(Quote::instrument).containsExactly("coingecko:ETH-EUR");
        assertThat(decoded.faults()).containsExactly("coingecko:BTC-USD: bitcoin is missing");
    }

    @Test
    void aCoinThatNobodyAskedForIsNothing() {
        assertThat(decoding.faultless("{\"dogecoin\":[]," + PRICES.substring(1)).quotes())
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "usd             | null          | usd must be a number, was null",
                "usd             | \"1\"         | usd must be a number, was",
                "usd             | -1            | usd must be positive, was -1",
                "usd             | 0             | usd must be positive, was 0",
                "usd             | 1e99          | usd must be a number of at most 38 digits",
                "usd_24h_vol     | -2            | quoteVolume must not be negative, was -2",
                "usd_market_cap  | []            | usd_market_cap must be a number, was a list",
                "last_updated_at | 1790733790000 | last_updated_at must be after 1970 and before 2200, was 1790733790000",
                "last_updated_at | 0             | last_updated_at must be after 1970 and before 2200, was 0",
                "last_updated_at | 1.5           | last_updated_at must be a whole number, was 1.5"
            })
    void figuresThatCannotBeAreFaultsOfTheirCoin(String field, String value, String reason) {
        DecodedFrame decoded = decoding.decode(with(PRICES, field, value));

        assertThat(decoded.quotes()).extracting(Quote::instrument).containsExactly("coingecko:ETH-EUR");
        assertThat(decoded.faults()).singleElement().asString().startsWith("coingecko:BTC-USD: " + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "[]", "null", "1", "{\"bitcoin\":", "{\"bitcoin\":{},\"bitcoin\":{}}"})
    void whatIsNoAnswerIsRefused(String body) {
        decoding.assertRefused(body, "not a CoinGecko frame: ");
    }

    @Test
    void anErrorIsNoAnswerEvenIfItsStatusIsThatOfOne() {
        assertThatThrownBy(() -> decoding.decode(ERROR))
                .isInstanceOf(VenueBusyException.class)
                .hasMessage("it answered with error 429: You've exceeded the Rate Limit.");
    }

    @Test
    void thereIsACoinThatIsCalledStatus() {
        Decoding status = new Decoding(
                new CoinGeckoVenue(null), List.of(Decoding.instrument("coingecko", "SNT", "USD", "status")));

        assertThat(status.faultless("{\"status\":{\"usd\":0.0213}}").quotes())
                .extracting(Quote::price)
                .containsExactly(new BigDecimal("0.0213"));
    }
}
