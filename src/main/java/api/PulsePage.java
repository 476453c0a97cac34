package api;

import java.util.List;
import market.Pulse;

/**
 * The answer of {@code pulseHistory}.
 *
 * @param instrument instrument id
 * @param pulse oldest first
 * @param next the cursor to ask for what follows with; null if nothing does
 */
public record PulsePage(String instrument, List<Pulse> pulse, String next) {}
