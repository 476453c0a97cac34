package storage;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import market.Trade;
import market.TradeJson;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * The last trade of every instrument that traded lately, kept in Redis for all replicas. Safe for any thread and any
 * number of processes: what is the last is decided by Redis.
 */
public class LatestTrades {

    /** The braces keep all keys in one slot of a Redis Cluster: a script works on one slot. */
    private static final String KEY_PREFIX = "{souk:latest}:";

    /**
     * Keys: one an instrument. Arguments: the time to live in seconds, then a trade a key, in the log's JSON. A script,
     * since no other way compares and sets at once, and because it is one round trip on the shared connection: Spring
     * Data opens a connection of its own for every pipeline. Trade ids are compared as texts: a number of Lua cannot hold
     * them, event times in µs it can. Where nothing or no trade is, the comparison fails and the trade is set.
     */
    private static final RedisScript<Void> KEEP_LATER = RedisScript.of("""
            local function isBefore(a, b)
              if a.eventTime ~= b.eventTime then return a.eventTime < b.eventTime end
              if #a.tradeId ~= #b.tradeId then return #a.tradeId < #b.tradeId end
              return a.tradeId < b.tradeId
            end
            for i, key in ipairs(KEYS) do
              local known, trade = redis.call('GET', key), ARGV[i + 1]
              local comparable, late = pcall(function() return isBefore(cjson.decode(trade), cjson.decode(known)) end)
              if not (comparable and late) then redis.call('SETEX', key, ARGV[1], trade) end
            end
            """);

    private final StringRedisTemplate redis;
    private final Duration timeToLive;

    /** @param timeToLive how long a trade is told as its instrument's last; from 1 s, counted in seconds */
    public LatestTrades(StringRedisTemplate redis, Duration timeToLive) {
        this.redis = redis;
        this.timeToLive = timeToLive;
    }

    /**
     * Keeps the last trade of each instrument among these, unless Redis knows a later one: trades may come in any order,
     * late or again. One round trip.
     *
     * @throws org.springframework.dao.DataAccessException if Redis is away
     */
    public void keep(Collection<Trade> trades) {
        Map<String, Trade> last = new LinkedHashMap<>();
        for (Trade trade : trades) {
            last.merge(trade.instrument(), trade, Trade::later);
        }
        List<Object> arguments = new ArrayList<>(last.size() + 1);
        arguments.add(Long.toString(timeToLive.toSeconds()));
        last.values().forEach(trade -> arguments.add(new String(TradeJson.write(trade), StandardCharsets.UTF_8)));
        redis.execute(KEEP_LATER, last.keySet().stream().map(LatestTrades::key).toList(), arguments.toArray());
    }

    /** Empty if the instrument did not trade within the time to live. */
    public Optional<Trade> find(String instrument) {
        return Optional.ofNullable(redis.opsForValue().get(key(instrument)))
                .map(json -> TradeJson.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static String key(String instrument) {
        return KEY_PREFIX + instrument;
    }
}
