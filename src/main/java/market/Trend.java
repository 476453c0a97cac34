package market;

/** Where a price has gone in 24 hours. Where each begins is a setting, {@code docs/pulse.md}. */
public enum Trend {
    SURGING,
    RISING,
    STABLE,
    FALLING,
    CRASHING
}
