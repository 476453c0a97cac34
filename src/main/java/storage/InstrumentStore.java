package storage;

import java.util.List;
import market.Instrument;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The instruments as they were last configured. Safe for any thread. */
@Repository
public class InstrumentStore {

    private final JdbcClient client;

    public InstrumentStore(JdbcClient client) {
        this.client = client;
    }

    /**
     * Stores an instrument, unless its candles come from the other world: simulated and real trades must not meet. See
     * {@code docs/decisions/004-simulated-data-never-mixes-with-real.md}.
     *
     * @return false if the stored instrument is of the other world; nothing was changed then
     */
    @Transactional
    public boolean save(Instrument instrument, boolean simulated) {
        return client.sql("""
                                insert into instruments (id, venue, base, quote, venue_symbol, aliases, tick_size, simulated)
                                values (?, ?, ?, ?, ?, ?, ?, ?)
                                on conflict (id) do update set venue_symbol = excluded.venue_symbol,
                                    aliases = excluded.aliases, tick_size = excluded.tick_size, updated_at = now()
                                where instruments.simulated = excluded.simulated
                                """)
                        .params(List.of(
                                instrument.id(),
                                instrument.venue(),
                                instrument.base(),
                                instrument.quote(),
                                instrument.venueSymbol(),
                                instrument.aliases().toArray(String[]::new),
                                instrument.tickSize(),
                                simulated))
                        .update()
                == 1;
    }
}
