package routes;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How several things stand in one published message: one a line. What Souk writes has no line breaks within. */
final class Lines {

    private static final String BREAK = "\n";

    private Lines() {}

    static <T> String join(Collection<T> values, Function<T, byte[]> json) {
        return joinTexts(values, value -> new String(json.apply(value), StandardCharsets.UTF_8));
    }

    static <T> String joinTexts(Collection<T> values, Function<T, String> text) {
        return values.stream().map(text).collect(Collectors.joining(BREAK));
    }

    static <T> Stream<T> read(String message, Function<byte[], T> json) {
        return texts(message).map(line -> json.apply(line.getBytes(StandardCharsets.UTF_8)));
    }

    static Stream<String> texts(String message) {
        return Stream.of(message.split(BREAK));
    }
}
