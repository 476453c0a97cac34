package api;

import java.util.List;
import market.Alert;

/**
 * The answer of {@code alerts}.
 *
 * @param alerts newest first
 * @param next the cursor to ask for what follows with; null if nothing does
 */
public record AlertPage(List<Alert> alerts, String next) {}
