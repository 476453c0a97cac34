import analytics.alerts.AlertEngine;
import analytics.alerts.AlertSettings;
import analytics.alerts.DetectorSettings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import market.Alert;
import market.AlertKind;
import market.AlertMemory;
import market.Candle;
import market.CandleKey;
import market.CandleStatus;
import market.Instrument;
import market.Instruments;
import market.Interval;
import market.TakerSide;
import market.Trade;

/**
 * How well the detectors find what is anomalous in made-up days of which it is known, with the settings that are built in.
 *
 * <pre>./mvnw -q compile && java -cp target/classes:$(find ~/.m2 -name 'slf4j-api-2*.jar' | head -1) benchmarks/AlertQuality.java [days] [seed]</pre>
 *
 * A day is 1,440 minutes of trades whose price walks at random, with fat tails (a Student t of 4 degrees), at a volatility that
 * itself wanders, and that has the calm of a night and the bustle of two openings. Into half of the days events are put, each
 * with a label; in the other half whatever is found is a false alarm. An alert is right if an event of a kind that it is to find
 * began at most two minutes before it; an event is found if a detector of its kind told it.
 */
public final class AlertQuality {

    private static final String ID = "binance:BTC-USDT";
    private static final int MINUTES = 1_440;
    private static final int TOLERANCE = 2;

    /** 2026-01-01T00:00:00Z. */
    private static final long MIDNIGHT = 1_767_225_600_000_000L;

    private static final Instruments INSTRUMENTS = new Instruments(List.of(
            new Instrument(ID, "binance", "BTC", "USDT", "BTCUSDT", List.of(), new BigDecimal("0.01"))));

    private enum Event {
        /** The price goes by 1 % to 3 % within two minutes and stays there. */
        LEVEL_SHIFT(AlertKind.PRICE_MOVE, AlertKind.RANGE_BREAKOUT, AlertKind.DAY_CHANGE),
        /** A single trade is 1 % to 5 % off. */
        FAT_FINGER(AlertKind.PRICE_MOVE, AlertKind.RANGE_BREAKOUT),
        /** For three minutes ten to thirty times as much is traded, and the price is as wild as three times. */
        BURST(AlertKind.VOLUME_SPIKE, AlertKind.PRICE_MOVE, AlertKind.RANGE_BREAKOUT),
        /** For three minutes ten to thirty times as much is traded at calm prices. */
        VOLUME(AlertKind.VOLUME_SPIKE),
        /** For two hours the price drifts by 4 % to 6 % in all, a little each minute: no jump. */
        DRIFT(AlertKind.RANGE_BREAKOUT, AlertKind.DAY_CHANGE);

        private final List<AlertKind> foundBy;

        Event(AlertKind... foundBy) {
            this.foundBy = List.of(foundBy);
        }

        int lasts() {
            return this == DRIFT ? 120 : this == BURST || this == VOLUME ? 3 : 2;
        }
    }

    private record Label(Event event, int minute) {}

    private static final class Score {
        int right;
        int wrong;
        int wrongOnQuietDays;
        final Map<Event, int[]> found = new EnumMap<>(Event.class);
    }

    public static void main(String[] arguments) {
        int days = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 400;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        Map<AlertKind, Score> scores = new EnumMap<>(AlertKind.class);
        List<AlertKind> kinds =
                List.of(AlertKind.PRICE_MOVE, AlertKind.VOLUME_SPIKE, AlertKind.RANGE_BREAKOUT);
        kinds.forEach(kind -> scores.put(kind, new Score()));
        for (int day = 0; day < days; day++) {
            List<Label> labels = new ArrayList<>();
            List<Candle> candles = day(new Random(seed * 1_000_003 + day), day % 2 == 0, labels);
            List<Alert> alerts = alerts(candles);
            for (AlertKind kind : kinds) {
                judge(scores.get(kind), kind, alerts, labels);
            }
        }
        print(days, kinds, scores);
    }

    private static void judge(Score score, AlertKind kind, List<Alert> alerts, List<Label> labels) {
        List<Integer> raised = alerts.stream()
                .filter(alert -> alert.kind() == kind && alert.revision() == 1)
                .map(alert -> (int) ((alert.candle().startMicros() - MIDNIGHT) / 60_000_000L))
                .toList();
        for (int minute : raised) {
            boolean right = labels.stream()
                    .anyMatch(label -> label.event().foundBy.contains(kind) && covers(label, minute));
            if (right) {
                score.right++;
            } else {
                score.wrong++;
                score.wrongOnQuietDays += labels.isEmpty() ? 1 : 0;
            }
        }
        for (Label label : labels) {
            if (label.event().foundBy.contains(kind)) {
                int[] found = score.found.computeIfAbsent(label.event(), event -> new int[2]);
                found[0] += raised.stream().anyMatch(minute -> covers(label, minute)) ? 1 : 0;
                found[1]++;
            }
        }
    }

    private static boolean covers(Label label, int minute) {
        return minute >= label.minute() && minute < label.minute() + label.event().lasts() + TOLERANCE;
    }

    private static List<Alert> alerts(List<Candle> candles) {
        AlertEngine engine = new AlertEngine(
                new AlertSettings(
                        Interval.M1,
                        DetectorSettings.PRICE_MOVE,
                        DetectorSettings.VOLUME_SPIKE,
                        DetectorSettings.RANGE_BREAKOUT,
                        DetectorSettings.DAY_CHANGE,
                        AlertSettings.Spread.STANDARD,
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(1)),
                INSTRUMENTS,
                new Nothing(),
                (instrument, at) -> true,
                instrument -> false);
        List<Alert> alerts = new ArrayList<>();
        candles.forEach(candle -> engine.see(candle, Instant.EPOCH, alerts));
        return alerts;
    }

    /** One day, and what was put into it: nothing, or one event of each kind, two hours or more after its start. */
    private static List<Candle> day(Random random, boolean withEvents, List<Label> labels) {
        if (withEvents) {
            int slot = (MINUTES - 300) / Event.values().length;
            for (Event event : Event.values()) {
                labels.add(new Label(event, 300 + event.ordinal() * slot + random.nextInt(slot - 150)));
            }
        }
        List<Candle> candles = new ArrayList<>();
        double price = 60_000;
        double volatility = 0.0006;
        long id = 0;
        for (int minute = 0; minute < MINUTES; minute++) {
            volatility *= Math.exp(0.03 * random.nextGaussian());
            volatility = Math.min(0.0015, Math.max(0.0003, volatility));
            double bustle = 1 + 1.5 * bell(minute, 480) + 1.5 * bell(minute, 870) - 0.5 * bell(minute, 120);
            int trades = Math.max(3, (int) (30 * bustle * Math.exp(0.3 * random.nextGaussian())));
            double scale = volatility * Math.sqrt(bustle) / Math.sqrt(trades);
            double size = 0.05;
            double drift = 0;
            double finger = 0;
            for (Label label : labels) {
                int into = minute - label.minute();
                if (into >= 0 && into < label.event().lasts()) {
                    Random own = new Random(label.minute() * 31L + label.event().ordinal());
                    double sign = own.nextBoolean() ? 1 : -1;
                    double strength = own.nextDouble();
                    switch (label.event()) {
                        case LEVEL_SHIFT -> drift = sign * (0.01 + 0.02 * strength) / 2;
                        case FAT_FINGER -> finger = into == 0 ? sign * (0.01 + 0.04 * strength) : 0;
                        case BURST -> {
                            size *= 10 + 20 * strength;
                            scale *= 3;
                        }
                        case VOLUME -> size *= 10 + 20 * strength;
                        case DRIFT -> drift = sign * (0.04 + 0.02 * strength) / 120;
                    }
                }
            }
            Candle candle = null;
            CandleKey key = new CandleKey(ID, Interval.M1, MIDNIGHT + minute * 60_000_000L);
            int fingerAt = finger == 0 ? -1 : random.nextInt(trades);
            for (int i = 0; i < trades; i++) {
                price *= Math.exp(drift / trades + scale * student(random));
                double traded = i == fingerAt ? price * (1 + finger) : price;
                long at = MIDNIGHT + minute * 60_000_000L + (long) (i * 59_000_000L / trades);
                Trade trade = new Trade(
                        ID,
                        BigDecimal.valueOf(traded).setScale(2, RoundingMode.HALF_EVEN),
                        BigDecimal.valueOf(Math.max(0.00001, size * Math.exp(random.nextGaussian())))
                                .setScale(5, RoundingMode.HALF_EVEN),
                        TakerSide.BUY,
                        id++,
                        at,
                        at,
                        at);
                candle = candle == null ? Candle.opening(key, trade) : candle.with(trade);
            }
            candles.add(candle.closed(1, CandleStatus.COMPLETE));
        }
        return candles;
    }

    private static double bell(int minute, int middle) {
        double distance = (minute - middle) / 60.0;
        return Math.exp(-distance * distance / 2);
    }

    /** Student's t of 4 degrees of freedom, scaled to a variance of 1. */
    private static double student(Random random) {
        double squares = 0;
        for (int i = 0; i < 4; i++) {
            double normal = random.nextGaussian();
            squares += normal * normal;
        }
        return random.nextGaussian() / Math.sqrt(squares / 4) / Math.sqrt(2);
    }

    private static void print(int days, List<AlertKind> kinds, Map<AlertKind, Score> scores) {
        System.out.printf(Locale.ROOT, "%d days, half of them without events%n%n", days);
        System.out.println("| detector | alerts | precision | recall | false alarms a quiet day | found, by event |");
        System.out.println("|---|--:|--:|--:|--:|---|");
        for (AlertKind kind : kinds) {
            Score score = scores.get(kind);
            int found = score.found.values().stream().mapToInt(of -> of[0]).sum();
            int there = score.found.values().stream().mapToInt(of -> of[1]).sum();
            StringBuilder events = new StringBuilder();
            score.found.forEach((event, of) -> events.append(events.isEmpty() ? "" : ", ")
                    .append(event.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                    .append(String.format(Locale.ROOT, " %.0f %%", 100.0 * of[0] / of[1])));
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %.2f | %.2f | %.2f | %s |%n",
                    kind.label(),
                    score.right + score.wrong,
                    1.0 * score.right / Math.max(1, score.right + score.wrong),
                    1.0 * found / Math.max(1, there),
                    2.0 * score.wrongOnQuietDays / days,
                    events);
        }
    }

    private static final class Nothing implements AlertMemory {

        @Override
        public List<Candle> closedBefore(String instrument, Interval interval, long beforeMicros, int limit) {
            return List.of();
        }

        @Override
        public List<Alert> last(String instrumentOrFeed) {
            return List.of();
        }

        @Override
        public long openGaps(String instrument) {
            return 0;
        }
    }
}
