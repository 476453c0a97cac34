package api;

/** What a client sent, made fit to be said back: short and without control characters. */
final class Quoted {

    private static final int MAX_LENGTH = 64;

    private Quoted() {}

    static String of(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= MAX_LENGTH ? printable : printable.substring(0, MAX_LENGTH) + "…";
    }
}
