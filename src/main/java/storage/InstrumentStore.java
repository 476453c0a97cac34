package storage;

import java.util.List;
import java.util.Optional;
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
     * Stores an instrument, unless its candles come from another world: real, simulated and replayed trades must not meet. See
     * {@code docs/decisions/004-simulated-data-never-mixes-with-real.md}.
     *
     * @param origin what its trades are: real, simulated or replayed
     * @return what the trades of the stored instrument are, if that is something else; nothing was changed then
     */
    @Transactional
    public Optional<String> save(Instrument instrument, String origin) {
        int saved = client.sql("""
                                insert into instruments (id, venue, base, quote, venue_symbol, aliases, tick_size, origin)
                                values (?, ?, ?, ?, ?, ?, ?, ?)
                                on conflict (id) do update set venue_symbol = excluded.venue_symbol,
                                    aliases = excluded.aliases, tick_size = excluded.tick_size, updated_at = now()
                                where instruments.origin = excluded.origin
                                """)
                .params(List.of(
                        instrument.id(),
                        instrument.venue(),
                        instrument.base(),
                        instrument.quote(),
                        instrument.venueSymbol(),
                        instrument.aliases().toArray(String[]::new),
                        instrument.tickSize(),
                        origin))
                .update();
        return saved == 1
                ? Optional.empty()
                : Optional.of(client.sql("select origin from instruments where id = ?")
                        .param(instrument.id())
                        .query(String.class)
                        .single());
    }
}
