package storage;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import market.Trade;
import market.TradeJson;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/** The last trade of every instrument that traded lately, as the live route leaves it in Redis. Safe for any thread. */
@Component
public class LatestTrades {

    private static final String KEY_PREFIX = "souk:latest:";

    private final StringRedisTemplate redis;

    public LatestTrades(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /** The Redis key under which an instrument's last trade stands, in the log's JSON. */
    public static String key(String instrument) {
        return KEY_PREFIX + instrument;
    }

    /** Empty if the instrument did not trade within the time to live. */
    public Optional<Trade> find(String instrument) {
        return Optional.ofNullable(redis.opsForValue().get(key(instrument)))
                .map(json -> TradeJson.read(json.getBytes(StandardCharsets.UTF_8)));
    }
}
