package app;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import market.TradingHours;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a venue is open. Texts, since Spring would read dates and times by the machine's language.
 *
 * @param timeZone whose clocks the times are of, as in {@code America/New_York}
 * @param open when it opens on each of the days, {@code HH:mm}
 * @param close when it closes, later on the same day
 * @param holidays on which it does not open, {@code yyyy-MM-dd}
 * @param earlyCloses when it closes on single days
 */
public record CalendarSettings(
        @NotBlank String timeZone,

        @NotEmpty @DefaultValue({"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"})
        List<DayOfWeek> days,

        @NotBlank String open,
        @NotBlank String close,
        @DefaultValue List<String> holidays,
        @DefaultValue Map<String, String> earlyCloses) {

    private static final String DATE = "Set it to a date like 2026-12-25.";

    /** @throws StartRefusedException if something in it is no zone, time or date, or it would close before it opens */
    TradingHours toTradingHours(String venue) {
        String key = "souk.calendars." + venue;
        ZoneId zone = read(key + ".time-zone", timeZone, ZoneId::of, "Set it to a name like America/New_York or UTC.");
        LocalTime opens = time(key + ".open", open);
        LocalTime closes = time(key + ".close", close);
        List<LocalDate> closed = holidays.stream()
                .map(day -> read(key + ".holidays", day, LocalDate::parse, DATE))
                .toList();
        Map<LocalDate, LocalTime> early = new TreeMap<>();
        earlyCloses.forEach((day, time) -> early.put(
                read(key + ".early-closes", day, LocalDate::parse, DATE), time(key + ".early-closes." + day, time)));
        try {
            return new TradingHours(zone, days, opens, closes, closed, early);
        } catch (IllegalArgumentException e) {
            throw new StartRefusedException(
                    key + " cannot be: " + e.getMessage() + ".", "Set open, close and early-closes of it so.", e);
        }
    }

    private static LocalTime time(String key, String text) {
        return read(
                key, text, LocalTime::parse, "Set it to a time like \"09:30\"; in YAML it needs the quotation marks.");
    }

    private static <T> T read(String key, String text, Function<String, T> parser, String remedy) {
        try {
            return parser.apply(text.strip());
        } catch (DateTimeException e) {
            throw new StartRefusedException(key + " is '" + text + "', which is none.", remedy, e);
        }
    }
}
