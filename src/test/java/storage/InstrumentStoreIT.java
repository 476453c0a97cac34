package storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import market.Instrument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

class InstrumentStoreIT {

    private final JdbcTemplate jdbc = new JdbcTemplate(EmbeddedDatabase.dataSource());
    private final InstrumentStore store = new InstrumentStore(JdbcClient.create(jdbc));

    @BeforeEach
    void empty() {
        jdbc.execute("truncate instruments");
    }

    @Test
    void anInstrumentIsStoredWithAllItHas() throws Exception {
        assertThat(store.save(instrument("BTCUSDT", "0.0100", "BTC", "it's, {odd}"), "simulated"))
                .isEmpty();

        Map<String, Object> row = row();
        assertThat(row)
                .containsEntry("venue", "binance")
                .containsEntry("base", "BTC")
                .containsEntry("quote", "USDT")
                .containsEntry("venue_symbol", "BTCUSDT")
                .containsEntry("tick_size", new BigDecimal("0.0100"))
                .containsEntry("origin", "simulated");
        assertThat(aliases(row)).containsExactly("BTC", "it's, {odd}");
    }

    @Test
    void whatIsConfiguredAnewTakesThePlaceOfTheOld() throws Exception {
        store.save(instrument("BTCUSDT", "0.01", "BTC"), "real");

        assertThat(store.save(instrument("XBTUSDT", "0.1"), "real")).isEmpty();

        assertThat(row()).containsEntry("venue_symbol", "XBTUSDT").containsEntry("tick_size", new BigDecimal("0.1"));
        assertThat(aliases(row())).isEmpty();
    }

    @Test
    void tradesOfOneOriginMustNotMeetThoseOfAnother() {
        store.save(instrument("BTCUSDT", "0.01"), "real");
        assertThat(store.save(instrument("OTHER", "5"), "simulated")).contains("real");
        assertThat(store.save(instrument("OTHER", "5"), "replayed")).contains("real");
        assertThat(row())
                .containsEntry("venue_symbol", "BTCUSDT")
                .containsEntry("tick_size", new BigDecimal("0.01"))
                .containsEntry("origin", "real");

        empty();
        store.save(instrument("BTCUSDT", "0.01"), "simulated");
        assertThat(store.save(instrument("BTCUSDT", "0.01"), "replayed")).contains("simulated");
        assertThat(row()).containsEntry("origin", "simulated");
    }

    private Map<String, Object> row() {
        return jdbc.queryForMap("select * from instruments where id = 'binance:BTC-USDT'");
    }

    private static Object[] aliases(Map<String, Object> row) throws Exception {
        return (Object[]) ((java.sql.Array) row.get("aliases")).getArray();
    }

    private static Instrument instrument(String symbol, String tick, String... aliases) {
        return new Instrument(
                "binance:BTC-USDT", "binance", "BTC", "USDT", symbol, List.of(aliases), new BigDecimal(tick));
    }
}
