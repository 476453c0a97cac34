package feeds;

import java.util.List;

/**
 * A message that asks a venue for something.
 *
 * @param text as it is sent
 * @param asks what it asks for
 */
public record Request(String text, List<Subscription> asks) {}
