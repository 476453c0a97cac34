package market;

import java.time.Instant;

/**
 * One thing that somebody did to the running system.
 *
 * @param at our clock
 * @param actor the user's name
 * @param action what was done, as in {@code route.stop}
 * @param target to what, as in a route id
 * @param outcome {@code ok}, or what went wrong
 */
public record AuditEntry(Instant at, String actor, String action, String target, String outcome) {}
