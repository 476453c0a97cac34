package feeds;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Breaks frames in the ways in which senders, networks and attackers do. Not thread-safe. */
final class FrameMutator {

    /** A JSON string, number or word, be it a name or a value. */
    private static final Pattern TOKEN = Pattern.compile("\"[^\"]*\"|-?[0-9][0-9.eE+-]*|true|false|null");

    private static final List<String> HOSTILE = List.of(
            "null",
            "NaN",
            "-Infinity",
            "true",
            "{}",
            "[]",
            "\"\"",
            "\"NaN\"",
            "0",
            "-1",
            "-0.0",
            "\"0.-10000\"",
            "1e999999999",
            "1e-999999999",
            "1e99999999999",
            "\"1e5\"",
            "1e-7",
            "61837.12345678901234567890",
            "\"61837.12345678901234567890\"",
            "9".repeat(38),
            "9".repeat(65),
            "\"" + "9".repeat(41) + "\"",
            "\"" + "x".repeat(5_000) + "\"",
            "9223372036854775807",
            "9223372036854775808",
            "\"0001-01-01T00:00:00.000000Z\"",
            "\"+1000000000-12-31T23:59:59.999999999Z\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "[".repeat(20),
            "{\"a\":".repeat(20),
            "[[[[[[[1]]]]]]]");

    private final Random random;

    FrameMutator(Random random) {
        this.random = random;
    }

    byte[] mutated(String frame) {
        String text = frame;
        for (int i = random.nextInt(3); i > 0; i--) {
            text = mutatedText(text);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // The tokens alone give frames that are JSON, and so get far; the bytes give those that are not.
        for (int i = random.nextInt(3) == 0 ? random.nextInt(3) + 1 : 0; i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte)
                    (random.nextBoolean() ? random.nextInt(256) : "\"{}[]:,.-+0159eE\\u".charAt(random.nextInt(18)));
        }
        return bytes;
    }

    private String mutatedText(String text) {
        List<MatchResult> tokens = TOKEN.matcher(text).results().toList();
        if (tokens.isEmpty()) {
            return text;
        }
        MatchResult token = tokens.get(random.nextInt(tokens.size()));
        return switch (random.nextInt(8)) {
            case 0 -> text.substring(0, random.nextInt(text.length()));
            case 1 -> duplicated(text);
            case 2 -> swapped(text, token, tokens.get(random.nextInt(tokens.size())));
            case 3 -> replaced(text, token, asOtherType(token.group()));
            case 4, 5 -> replaced(text, token, HOSTILE.get(random.nextInt(HOSTILE.size())));
            case 6 -> replaced(text, token, Long.toString(random.nextLong() >> random.nextInt(60)));
            default -> replaced(text, token, withADigitMore(token.group()));
        };
    }

    /** A stretch of it twice, which may be a field, an item, or nothing that anything is. */
    private String duplicated(String text) {
        int from = random.nextInt(text.length());
        int to = from + random.nextInt(text.length() - from);
        return text.substring(0, to) + text.substring(from, to) + text.substring(to);
    }

    private static String swapped(String text, MatchResult one, MatchResult other) {
        MatchResult first = one.start() < other.start() ? one : other;
        MatchResult second = first == one ? other : one;
        return first.start() == second.start()
                ? text
                : text.substring(0, first.start())
                        + second.group()
                        + text.substring(first.end(), second.start())
                        + first.group()
                        + text.substring(second.end());
    }

    private static String asOtherType(String token) {
        return token.startsWith("\"") ? token.substring(1, token.length() - 1) : "\"" + token + "\"";
    }

    private String withADigitMore(String token) {
        int at = random.nextInt(token.length());
        return token.substring(0, at) + "0123456789.-e".charAt(random.nextInt(13)) + token.substring(at);
    }

    private static String replaced(String text, MatchResult token, String value) {
        return text.substring(0, token.start()) + value + text.substring(token.end());
    }

    /** The values that a text has for fields of this name, numbers and strings, without quotes. */
    static List<String> valuesOf(String text, String field) {
        List<String> values = new ArrayList<>();
        Pattern.compile("\"" + field + "\"\\s*:\\s*(?:\"([^\"]*)\"|([^,}\\]\\s]+))")
                .matcher(text)
                .results()
                .forEach(found -> values.add(found.group(1) == null ? found.group(2) : found.group(1)));
        return values;
    }
}
