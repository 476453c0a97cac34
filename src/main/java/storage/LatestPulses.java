package storage;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import market.Pulse;
import market.PulseJson;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * The last pulse of every instrument, kept in Redis for all replicas. Safe for any thread and any number of processes: what is the
 * last is decided by Redis.
 */
public class LatestPulses {

    /** A hash by instrument id: all of them are read at once. */
    private static final String KEY = "souk:pulse:latest";

    /** Arguments: the instrument, the pulse, the time to live in seconds. Where nothing or no pulse is, the comparison fails and it is set. */
    private static final RedisScript<Void> KEEP_LATER = RedisScript.of("""
            local known = redis.call('HGET', KEYS[1], ARGV[1])
            local comparable, late = pcall(function()
              return cjson.decode(ARGV[2]).windowStartMs < cjson.decode(known).windowStartMs
            end)
            if not (comparable and late) then redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) end
            redis.call('EXPIRE', KEYS[1], ARGV[3])
            """);

    private final StringRedisTemplate redis;
    private final Duration timeToLive;

    /** @param timeToLive of all of them, since the last of any instrument; counted in seconds */
    public LatestPulses(StringRedisTemplate redis, Duration timeToLive) {
        this.redis = redis;
        this.timeToLive = timeToLive;
    }

    /**
     * Keeps it, unless Redis knows one of a later window.
     *
     * @throws org.springframework.dao.DataAccessException if Redis is away
     */
    public void keep(Pulse pulse) {
        redis.execute(
                KEEP_LATER,
                List.of(KEY),
                pulse.instrument(),
                new String(PulseJson.write(pulse), StandardCharsets.UTF_8),
                Long.toString(timeToLive.toSeconds()));
    }

    /**
     * By instrument id.
     *
     * @throws org.springframework.dao.DataAccessException if Redis is away
     */
    public Map<String, Pulse> all() {
        return redis.<String, String>opsForHash().entries(KEY).values().stream()
                .map(json -> PulseJson.read(json.getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.toMap(Pulse::instrument, pulse -> pulse));
    }
}
