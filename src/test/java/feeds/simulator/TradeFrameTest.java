package feeds.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import market.Instrument;
import market.TakerSide;
import org.junit.jupiter.api.Test;

class TradeFrameTest {

    @Test
    void looksLikeBinances() {
        SimulatedTrade trade = new SimulatedTrade(
                Markets.BTC, 3_735_683_259L, new BigDecimal("61837.63"), new BigDecimal("0.02"), TakerSide.SELL, 0);

        String raw = TradeFrame.raw(trade, 1_723_161_255_343L, 1_723_161_255_342L);

        assertThat(TradeFrame.combined("btcusdt@trade", raw))
                .isEqualTo("{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":1723161255343,"
                        + "\"s\":\"BTCUSDT\",\"t\":3735683259,\"p\":\"61837.63000000\",\"q\":\"0.02000000\","
                        + "\"T\":1723161255342,\"m\":true,\"M\":true}}");
    }

    @Test
    void aTakerWhoBuysMeetsAMakerWhoSells() {
        SimulatedTrade trade = new SimulatedTrade(Markets.BTC, 1, BigDecimal.ONE, BigDecimal.ONE, TakerSide.BUY, 0);

        assertThat(TradeFrame.raw(trade, 1, 1)).contains("\"m\":false");
    }

    @Test
    void aTickOfMoreThanEightDecimalsIsNotCutOff() {
        Instrument tiny = Markets.instrument("TINY", "0.0000000001");
        SimulatedTrade trade =
                new SimulatedTrade(tiny, 1, new BigDecimal("0.0000000123"), new BigDecimal("1000"), TakerSide.BUY, 0);

        assertThat(TradeFrame.raw(trade, 1, 1)).contains("\"p\":\"0.0000000123\",\"q\":\"1000.00000000\"");
    }
}
