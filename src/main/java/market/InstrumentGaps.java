package market;

/**
 * How much of an instrument is missing.
 *
 * @param open gaps whose trades have not come
 * @param unfillable those of them that the venue could not fill so far
 * @param problem why it could not fill the newest of those; null if there is none
 */
public record InstrumentGaps(String instrument, long open, long unfillable, String problem) {}
