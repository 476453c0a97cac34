package app;

import analytics.pulse.PulseClasses;
import analytics.pulse.PulseSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The market pulse, under {@code souk.pulse.*}. What the figures mean is in {@code docs/pulse.md}.
 *
 * @param window length of a window of event time, whole seconds
 * @param lateness how long after its end, by its instrument's quotes, a window waits for late ones
 * @param quietTimeout after so long without another quote a window is closed; more than the pause between two quotes, or windows of
 *     sources that tell one in the last moment are closed too early
 * @param retention how long windows are kept
 * @param broadcast whether clients of {@code /ws} that subscribe to nothing are sent each new pulse
 * @param volatility where its classes begin
 * @param trend where its classes begin
 */
@Validated
@ConfigurationProperties("souk.pulse")
record PulseProperties(
        @NotNull
        @DurationMin(seconds = 1, message = "must be from 1 second to 1 hour")
        @DurationMax(hours = 1, message = "must be from 1 second to 1 hour")
        @DefaultValue("30s")
        Duration window,

        @NotNull
        @DurationMin(message = "must be from 0 seconds to 1 hour")
        @DurationMax(hours = 1, message = "must be from 0 seconds to 1 hour")
        @DefaultValue("10s")
        Duration lateness,

        @NotNull
        @DurationMin(seconds = 1, message = "must be from 1 second to 1 day")
        @DurationMax(days = 1, message = "must be from 1 second to 1 day")
        @DefaultValue("60s")
        Duration quietTimeout,

        @NotNull @DurationMin(hours = 1, message = "must be at least 1 hour") @DefaultValue("30d")
        Duration retention,

        @DefaultValue("false") boolean broadcast,
        @Valid @NotNull @DefaultValue VolatilityBounds volatility,
        @Valid @NotNull @DefaultValue TrendBounds trend) {

    PulseProperties {
        if (window.toNanosPart() != 0) {
            throw new StartRefusedException(
                    "souk.pulse.window is " + window + ", which is not a whole number of seconds.",
                    "Set it to one like 30s, from 1s to 1h.");
        }
    }

    /** Least absolute changes over 24 hours, in percent, of a class; below the first is stable. */
    record VolatilityBounds(
            @NotNull @DefaultValue("2") BigDecimal movingFrom,
            @NotNull @DefaultValue("5") BigDecimal volatileFrom,
            @NotNull @DefaultValue("10") BigDecimal highFrom,
            @NotNull @DefaultValue("20") BigDecimal extremeFrom) {

        VolatilityBounds {
            ascending(
                    "souk.pulse.volatility: 0, moving-from, volatile-from, high-from and extreme-from",
                    List.of(BigDecimal.ZERO, movingFrom, volatileFrom, highFrom, extremeFrom));
        }
    }

    /** Changes over 24 hours, in percent, from which on a class is reached; between falling and rising is stable. */
    record TrendBounds(
            @NotNull @DefaultValue("5") BigDecimal surgingFrom,
            @NotNull @DefaultValue("2") BigDecimal risingFrom,
            @NotNull @DefaultValue("-2") BigDecimal fallingFrom,
            @NotNull @DefaultValue("-5") BigDecimal crashingFrom) {

        TrendBounds {
            ascending(
                    "souk.pulse.trend: crashing-from, falling-from, 0, rising-from and surging-from",
                    List.of(crashingFrom, fallingFrom, BigDecimal.ZERO, risingFrom, surgingFrom));
        }
    }

    private static void ascending(String names, List<BigDecimal> bounds) {
        for (int i = 1; i < bounds.size(); i++) {
            if (bounds.get(i - 1).compareTo(bounds.get(i)) >= 0) {
                throw new StartRefusedException(
                        names + " are " + bounds + ", which do not ascend.",
                        "Set each to a number of percent that is greater than the one before.");
            }
        }
    }

    PulseSettings toPulseSettings() {
        return new PulseSettings(
                window,
                lateness,
                quietTimeout,
                retention,
                new PulseClasses(
                        volatility.movingFrom(),
                        volatility.volatileFrom(),
                        volatility.highFrom(),
                        volatility.extremeFrom(),
                        trend.surgingFrom(),
                        trend.risingFrom(),
                        trend.fallingFrom(),
                        trend.crashingFrom()));
    }
}
