package storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import market.Gap;
import market.GapAttempt;
import market.GapQueue;
import market.IdRun;
import market.InstrumentGaps;
import market.OpenGap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The gaps in trade ids that are to be filled. Leases and pauses go by the database's clock, which all processes share. Its
 * statements wait for no row: they skip those that a checkpoint or another process is writing.
 */
@Repository
public class OpenGaps implements GapQueue {

    private static final String LEASE = """
            with due as (
                select instrument, kind, first_id, from_time, backfill_after from gaps
                where state = 'OPEN' and kind = 'TRADE_IDS' and instrument = any(?)
                    and coalesce(backfill_after, '-infinity') <= now()
                order by coalesce(backfill_after, '-infinity'), from_time, instrument
                limit ? for update skip locked)
            update gaps g set backfill_after = now() + ? * interval '1 microsecond'
            from due d
            where g.instrument = d.instrument and g.kind = d.kind and g.first_id = d.first_id and g.from_time = d.from_time
            returning g.*, d.backfill_after as waiting_since
            """;

    private static final String SETTLE = """
            update gaps set
                backfill_after = now() + :pause * interval '1 microsecond',
                backfill_attempts = :attempts,
                backfill_missing = coalesce(:missing, backfill_missing),
                backfill_problem = :problem,
                unfillable_since = case when :problem::text is null then unfillable_since
                    else coalesce(unfillable_since, now()) end
            where instrument = :instrument and kind = 'TRADE_IDS' and first_id = :first and from_time = :from
                and backfill_after = :lease
            """;

    private static final String COUNT = """
            select instrument, count(*) as open, count(unfillable_since) as unfillable,
                (array_agg(backfill_problem order by unfillable_since desc)
                    filter (where backfill_problem is not null))[1] as problem
            from gaps where state = 'OPEN' and instrument = any(?) group by instrument
            """;

    private final JdbcClient client;

    public OpenGaps(JdbcClient client) {
        this.client = client;
    }

    @Override
    public List<OpenGap> lease(Collection<String> instruments, int limit, Duration lease) {
        record Leased(Gap gap, OffsetDateTime waitingSince, OpenGap withoutHoles) {}
        List<Leased> leased = new ArrayList<>(client.sql(LEASE)
                .params(instruments.toArray(String[]::new), limit, micros(lease))
                .query((row, number) -> {
                    OpenGap gap = openGap(row);
                    return new Leased(gap.gap(), row.getObject("waiting_since", OffsetDateTime.class), gap);
                })
                .list());
        leased.sort(Comparator.comparing(
                        Leased::waitingSince, Comparator.nullsFirst(Comparator.<OffsetDateTime>naturalOrder()))
                .thenComparing(gap -> gap.gap().fromMicros()));
        Map<String, List<IdRun>> counted =
                counted(leased.stream().map(gap -> gap.gap().instrument()).collect(Collectors.toSet()));
        return leased.stream()
                .map(Leased::withoutHoles)
                .map(gap -> withHoles(gap, counted.getOrDefault(gap.gap().instrument(), List.of())))
                .toList();
    }

    @Override
    public Map<String, IdRun> newest(Collection<String> instruments) {
        Map<String, IdRun> newest = new HashMap<>();
        counted(instruments).forEach((instrument, runs) -> {
            if (!runs.isEmpty()) {
                newest.put(instrument, runs.get(runs.size() - 1));
            }
        });
        return newest;
    }

    @Override
    public void settle(Collection<GapAttempt> attempts) {
        for (GapAttempt attempt : attempts) {
            OpenGap gap = attempt.gap();
            client.sql(SETTLE)
                    .param("pause", micros(attempt.pause()))
                    .param("attempts", attempt.attempts())
                    .param("missing", attempt.fetched() ? gap.missing() : null, Types.BIGINT)
                    .param("problem", attempt.unfillable().orElse(null), Types.VARCHAR)
                    .param("instrument", gap.gap().instrument())
                    .param("first", gap.gap().firstId())
                    .param("from", CandleRows.timestamp(gap.gap().fromMicros()))
                    .param("lease", gap.leasedUntil().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    /** How many gaps of these instruments are open; an instrument without any is left out. */
    public List<InstrumentGaps> count(Collection<String> instruments) {
        return client.sql(COUNT)
                .param(instruments.toArray(String[]::new))
                .query((row, number) -> new InstrumentGaps(
                        row.getString("instrument"),
                        row.getLong("open"),
                        row.getLong("unfillable"),
                        row.getString("problem")))
                .list();
    }

    /** What lies between the runs within a gap. Where nothing of the instrument is counted, all of it is missing. */
    static List<Gap> holes(Gap gap, List<IdRun> runs) {
        List<Gap> holes = new ArrayList<>();
        long next = gap.firstId();
        long nextFrom = gap.fromMicros();
        for (IdRun run : runs) {
            if (run.last() < gap.firstId()) {
                nextFrom = run.lastMicros();
            } else if (run.first() <= gap.lastId()) {
                addHole(holes, gap, next, run.first() - 1, nextFrom, run.firstMicros());
                next = run.last() + 1;
                nextFrom = run.lastMicros();
            } else {
                addHole(holes, gap, next, gap.lastId(), nextFrom, run.firstMicros());
                return holes;
            }
        }
        addHole(holes, gap, next, gap.lastId(), nextFrom, gap.toMicros());
        return holes;
    }

    private static void addHole(
            List<Gap> holes, Gap gap, long firstId, long lastId, long beforeMicros, long afterMicros) {
        if (firstId <= lastId) {
            holes.add(gap.part(firstId, lastId, beforeMicros, afterMicros));
        }
    }

    private Map<String, List<IdRun>> counted(Collection<String> instruments) {
        Map<String, List<IdRun>> counted = new HashMap<>();
        if (!instruments.isEmpty()) {
            client.sql("select instrument, ids::text as runs, run_times from counted_trade_ids"
                            + " where ids is not null and instrument = any(?)")
                    .param(instruments.toArray(String[]::new))
                    .query(row -> {
                        counted.put(
                                row.getString("instrument"),
                                Multirange.parse(row.getString("runs"), Rows.longs(row, "run_times")));
                    });
        }
        return counted;
    }

    private static OpenGap openGap(ResultSet row) throws SQLException {
        return new OpenGap(
                CandleCheckpoints.gap(row),
                List.of(),
                row.getInt("backfill_attempts"),
                Rows.optionalLong(row, "backfill_missing").map(OptionalLong::of).orElse(OptionalLong.empty()),
                row.getObject("unfillable_since") != null,
                row.getObject("backfill_after", OffsetDateTime.class).toInstant());
    }

    private static OpenGap withHoles(OpenGap gap, List<IdRun> runs) {
        return new OpenGap(
                gap.gap(),
                holes(gap.gap(), runs),
                gap.attempts(),
                gap.missingBefore(),
                gap.toldUnfillable(),
                gap.leasedUntil());
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
