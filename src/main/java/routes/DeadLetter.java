package routes;

/**
 * Data that could not be processed, on its way to the {@code dead-letters} topic.
 *
 * @param source where it came from: a feed's name, or a record's place in the log
 * @param reason why it could not be processed
 * @param payload as it came
 */
public record DeadLetter(String source, String reason, byte[] payload) {}
