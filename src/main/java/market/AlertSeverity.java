package market;

/** How much an alert matters, least first. */
public enum AlertSeverity {
    INFO,
    WARNING,
    CRITICAL
}
