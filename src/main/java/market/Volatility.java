package market;

/** How far a price is from that of 24 hours ago, in either direction. Where each begins is a setting, {@code docs/pulse.md}. */
public enum Volatility {
    STABLE,
    MOVING,
    VOLATILE,
    HIGH,
    EXTREME
}
