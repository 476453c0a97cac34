package market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PulseJsonTest {

    private static final long START = 1_767_225_600_000_000L;
    private static final Pulse FULL = new Pulse(
            "coingecko:BTC-USD",
            START,
            30_000_000,
            new BigDecimal("83420.98"),
            new BigDecimal("-1.204"),
            new BigDecimal("5120.33"),
            new BigDecimal("427144000"),
            new BigDecimal("1310000000000"),
            6,
            false,
            2,
            Volatility.STABLE,
            Trend.STABLE);
    private static final String JSON =
            "{\"instrument\":\"coingecko:BTC-USD\",\"windowStart\":\"2026-01-01T00:00:00Z\",\"windowStartMs\":1767225600000,"
                    + "\"windowEnd\":\"2026-01-01T00:00:30Z\",\"windowEndMs\":1767225630000,\"averagePrice\":\"83420.98\","
                    + "\"averageChangePercent24h\":\"-1.204\",\"maxVolume24h\":\"5120.33\",\"maxQuoteVolume24h\":\"427144000\","
                    + "\"marketCap\":\"1310000000000\",\"quotes\":6,\"derived\":false,\"late\":2,\"volatility\":\"STABLE\","
                    + "\"trend\":\"STABLE\"}";

    @Test
    void itIsWrittenAsDocumentedAndReadBack() {
        assertThat(new String(PulseJson.write(FULL), StandardCharsets.UTF_8)).isEqualTo(JSON);
        assertThat(PulseJson.read(PulseJson.write(FULL))).isEqualTo(FULL);
    }

    @Test
    void whatNoQuoteToldIsLeftOut() {
        Pulse bare =
                new Pulse("x:A-B", START, 30_000_000, BigDecimal.ONE, null, null, null, null, 1, true, 0, null, null);

        assertThat(new String(PulseJson.write(bare), StandardCharsets.UTF_8))
                .endsWith("\"averagePrice\":\"1\",\"quotes\":1,\"derived\":true,\"late\":0}");
        assertThat(PulseJson.read(PulseJson.write(bare))).isEqualTo(bare);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"quotes\":6              | \"quotes\":0        | at least one quote",
                "\"quotes\":6              | \"quotes\":\"x\"    | x",
                "\"windowEnd\":\"2026-01-01T00:00:30Z\" | \"windowEnd\":\"2026-01-01T00:00:00Z\" | a multiple of its length",
                "\"averagePrice\":\"83420.98\" | \"averagePrice\":\"1e9\" | averagePrice",
                "\"averagePrice\":\"83420.98\", | '' | averagePrice is missing",
                "\"trend\":\"STABLE\"      | \"trend\":\"UP\"    | UP",
                "\"late\":2                | \"late\":{}         | late must be"
            })
    void whatIsNoPulseIsRefusedWithTheReason(String good, String bad, String reason) {
        assertThat(JSON).contains(good);
        assertThatThrownBy(() -> PulseJson.read(JSON.replace(good, bad).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageStartingWith("not a pulse: ")
                .hasMessageContaining(reason);
    }

    @Test
    void rubbishIsRefused() {
        for (String rubbish : new String[] {"", "[]", "{", "null", JSON + "x"}) {
            assertThatThrownBy(() -> PulseJson.read(rubbish.getBytes(StandardCharsets.UTF_8)))
                    .as(rubbish)
                    .isInstanceOf(MalformedDataException.class);
        }
        assertThatThrownBy(() -> PulseJson.read(null)).isInstanceOf(MalformedDataException.class);
    }
}
