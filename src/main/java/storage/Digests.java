package storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Digests of alerts on their way to channels. Of each channel at most one gathers; the closed ones are sent one after the other, the
 * oldest first, by whichever process holds the lease. Times are the database's. Safe for any thread and for many processes. All
 * methods throw {@link DataAccessException} while the database is away.
 */
@Repository
public class Digests {

    /** @param version to be named by who changes or closes it */
    public record Gathering(UUID id, String alerts, long version) {}

    /** @param lease the number of this attempt, to be named by who goes on with it */
    public record Leased(UUID id, String alerts, long lease) {}

    /**
     * @param failures of earlier attempts
     * @param messages that the receiver has taken already
     * @param age since the first attempt
     */
    public record Attempt(int failures, int messages, Duration age) {}

    private final JdbcClient client;

    public Digests(JdbcClient client) {
        this.client = client;
    }

    /** The one to which alerts of the channel are added. */
    public Optional<Gathering> gathering(String channel) {
        return client.sql("""
                        select id, alerts, version from notification_digests where channel = ? and closed_at is null
                        """)
                .param(channel)
                .query((row, number) ->
                        new Gathering(row.getObject("id", UUID.class), row.getString("alerts"), row.getLong("version")))
                .optional();
    }

    /** @return false if one gathers already */
    public boolean begin(UUID id, String channel, String alerts) {
        return client.sql("""
                        insert into notification_digests (id, channel, alerts) values (?, ?, ?) on conflict do nothing
                        """).params(id, channel, alerts).update() == 1;
    }

    /** @return false if somebody else has changed or closed it */
    public boolean change(UUID id, long version, String alerts) {
        return client.sql("""
                        update notification_digests set alerts = ?, version = version + 1
                        where id = ? and version = ? and closed_at is null
                        """).params(alerts, id, version).update() == 1;
    }

    /**
     * Nothing is added to it from now on, and its first lease is the caller's.
     *
     * @return empty if somebody else has changed or closed it
     */
    public Optional<Leased> close(UUID id, long version, String alerts, Duration lease) {
        return client.sql("""
                        update notification_digests
                        set alerts = ?, closed_at = now(), lease = 1, leased = true, due_at = now() + ?::interval
                        where id = ? and version = ? and closed_at is null
                        returning id, alerts, lease
                        """)
                .params(alerts, lease.toString(), id, version)
                .query((row, number) -> leased(row))
                .optional();
    }

    /** Whether there are alerts to be told and all that was closed before is told. */
    public boolean isReady(String channel) {
        return client.sql("""
                        select count(*) filter (where closed_at is null) > 0 and count(closed_at) = 0
                        from notification_digests where channel = ?
                        """).param(channel).query(Boolean.class).single();
    }

    /** The oldest closed one, if nobody has it and its pause is over. */
    public Optional<UUID> due(String channel) {
        return client.sql("""
                        select id from (
                            select id, due_at from notification_digests
                            where channel = ? and closed_at is not null order by number limit 1) oldest
                        where due_at <= now()
                        """).param(channel).query(UUID.class).optional();
    }

    /** @return empty if somebody else has it, or it is told */
    public Optional<Leased> take(UUID id, Duration lease) {
        return client.sql("""
                        update notification_digests set lease = lease + 1, leased = true, due_at = now() + ?::interval
                        where id = ? and due_at <= now()
                        returning id, alerts, lease
                        """)
                .params(lease.toString(), id)
                .query((row, number) -> leased(row))
                .optional();
    }

    /**
     * Begins the lease's time anew.
     *
     * @param messages that the receiver has taken so far
     * @return empty if it is somebody else's now, or an older one of the channel is still to be told
     */
    public Optional<Attempt> hold(UUID id, long lease, int messages, Duration time) {
        return client.sql("""
                        update notification_digests digest
                        set due_at = now() + ?::interval, messages = greatest(messages, ?),
                            tried_since = coalesce(tried_since, now())
                        where id = ? and lease = ? and leased and not exists (
                            select from notification_digests older
                            where older.channel = digest.channel and older.number < digest.number)
                        returning failures, messages, extract(epoch from now() - tried_since) * 1000 as age
                        """)
                .params(time.toString(), messages, id, lease)
                .query((row, number) -> new Attempt(
                        row.getInt("failures"), row.getInt("messages"), Duration.ofMillis(row.getLong("age"))))
                .optional();
    }

    /**
     * Somebody may try it after the pause. Does nothing if it is somebody else's now.
     *
     * @param failed whether this counts as a failed attempt
     */
    public void giveBack(UUID id, long lease, Duration pause, boolean failed) {
        client.sql("""
                        update notification_digests
                        set leased = false, due_at = now() + ?::interval, failures = failures + ?
                        where id = ? and lease = ? and leased
                        """).params(pause.toString(), failed ? 1 : 0, id, lease).update();
    }

    /** It is told, unless it was given back or is somebody else's now. */
    public void confirm(UUID id, long lease) {
        client.sql("delete from notification_digests where id = ? and lease = ? and leased")
                .params(id, lease)
                .update();
    }

    private static Leased leased(ResultSet row) throws SQLException {
        return new Leased(row.getObject("id", UUID.class), row.getString("alerts"), row.getLong("lease"));
    }
}
