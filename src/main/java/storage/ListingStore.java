package storage;

import java.util.List;
import market.Instrument;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The venues' own lists of instruments, as they last gave them. Safe for any thread. */
@Repository
public class ListingStore {

    private final JdbcClient client;

    public ListingStore(JdbcClient client) {
        this.client = client;
    }

    /** Takes the place of what was kept of the venue. */
    @Transactional
    public void replace(String venue, List<Instrument> listed) {
        client.sql("delete from venue_instruments where venue = ?").param(venue).update();
        for (Instrument instrument : listed) {
            client.sql("""
                            insert into venue_instruments (venue, base, quote, venue_symbol, aliases, tick_size)
                            values (?, ?, ?, ?, ?, ?) on conflict do nothing
                            """)
                    .params(List.of(
                            venue,
                            instrument.base(),
                            instrument.quote(),
                            instrument.venueSymbol(),
                            instrument.aliases().toArray(String[]::new),
                            instrument.tickSize()))
                    .update();
        }
    }

    /** By id; empty if the venue never gave one. */
    public List<Instrument> of(String venue) {
        return client.sql("select * from venue_instruments where venue = ? order by base, quote")
                .param(venue)
                .query((row, number) -> new Instrument(
                        venue + ":" + row.getString("base") + "-" + row.getString("quote"),
                        venue,
                        row.getString("base"),
                        row.getString("quote"),
                        row.getString("venue_symbol"),
                        List.of((String[]) row.getArray("aliases").getArray()),
                        row.getBigDecimal("tick_size")))
                .list();
    }
}
