package api.notifications;

/** What a record of an alert tells. */
enum AlertChange {
    RAISED,
    ACKNOWLEDGED,
    RESOLVED
}
