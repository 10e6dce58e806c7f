package io.quarkiverse.daprinvoke.daprd.naughty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkiverse.daprinvoke.daprd.support.TargetApp;
import io.quarkiverse.daprinvoke.daprd.support.TargetApp.Received;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;

/**
 * The "big list of naughty strings", which programs are known to choke on. It comes from a package of npm, which the script
 * {@code integration-tests/torture/data} fetches.
 */
final class NaughtyStrings {

    /** The environment variable that names the folder with the test data of others. */
    static final String TEST_DATA = "TEST_DATA";

    static final String SKIPPED = "There is no test data of others: integration-tests/torture/data fetches it";

    /** The header that says which string a call is about. */
    static final String NUMBER = "x-number";

    private static final Path FILE = Path.of("blns-2.0.4", "resources", "blns.json");

    /**
     * Strings that the list lacks: halves of surrogate pairs, and text that is interpreted as a line break, a slash or a dot
     * segment.
     */
    private static final List<String> MORE = List.of("\ud83d", "\ude00\ud83d", "a\udc00b", "\r\n", "a\r\nx: y\r\n\r\n", "a\nb",
            "a\tb", "\u0000", "\u0085", "\u2028", "\ufeffa", "\uff0f\uff0f", "\u2024\u2024", "..", "..;a", "%2e%2e", "%252e",
            "a%00",
            "%", "+", "a&b=c", "a;b", "{a}", "${user.home}", "dapr-app-id:a", "\ud83d\ude00", "e\u0301", "\u0130");

    private static final int AT_ONCE = 16;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final Pattern NO_SEGMENT = Pattern.compile("|.*[/\\\\?#%\\p{Cc}].*|\\.\\.?(;.*)?", Pattern.DOTALL);
    private static final Pattern NO_HEADER = Pattern.compile(".*[\\x00-\\x08\\x0A-\\x1F\\x7F].*|[ \t].*|.*[ \t]",
            Pattern.DOTALL);

    private NaughtyStrings() {
    }

    static List<String> all() {
        try {
            String json = Files.readString(Path.of(System.getenv(TEST_DATA)).resolve(FILE));
            return new JsonArray(json).stream().map(String.class::cast).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @return these and some more
     */
    static List<String> andMore() {
        return Stream.concat(all().stream(), MORE.stream()).toList();
    }

    /** UTF-8 has no form for it. */
    static boolean isNoUnicode(String text) {
        return !StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** The documented rules for values of placeholders. */
    static boolean isNoSegment(String text) {
        return NO_SEGMENT.matcher(text).matches() || isNoUnicode(text);
    }

    /** The documented rules for values of headers. */
    static boolean isNoHeader(String bytes) {
        return bytes.chars().anyMatch(c -> c > 0xFF) || NO_HEADER.matcher(bytes).matches()
                || !bytes.equals(bytes(text(bytes)));
    }

    /**
     * @return the form in which a header takes text beyond ASCII: each character a byte of its UTF-8
     */
    static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    static String text(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** Percent-encoded text, in which a plus sign is itself. */
    static String decoded(String encoded) {
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                c = (char) Integer.parseInt(encoded.substring(i + 1, i + 3), 16);
                i += 2;
            }
            bytes.append(c);
        }
        return text(bytes.toString());
    }

    /**
     * Makes one call for each string, some at the same time. Each must arrive as it is, once, or be refused, and then nothing
     * must arrive.
     *
     * @param strings what the calls are about
     * @param isRefused what the documentation says
     * @param refusal the exception it says
     * @param call makes the call with the string of that number, whose {@link #NUMBER} it sends
     * @param found what arrived
     */
    static void check(TargetApp target, List<String> strings, Predicate<String> isRefused, Class<? extends Throwable> refusal,
            Function<Integer, Uni<?>> call, Function<Received, Object> found) {
        assertThat(strings).hasSizeGreaterThan(400);
        Map<Integer, Throwable> failures = new ConcurrentHashMap<>();
        Multi.createFrom().range(0, strings.size()).onItem()
                .transformToUni(i -> Uni.createFrom().deferred(() -> call.apply(i).replaceWithVoid())
                        .onFailure().invoke(failure -> failures.put(i, failure)).onFailure().recoverWithNull())
                .merge(AT_ONCE).collect().last().await().atMost(LIMIT);
        Map<String, List<Received>> received = target.received().stream()
                .collect(Collectors.groupingBy(one -> one.headers().get(NUMBER)));
        List<String> wrong = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < strings.size(); i++) {
            String string = strings.get(i);
            Throwable failure = failures.get(i);
            List<Object> arrived = received.getOrDefault(String.valueOf(i), List.of()).stream().map(found).toList();
            boolean isRight = isRefused.test(string)
                    ? failure != null && failure.getClass() == refusal && arrived.isEmpty()
                    : failure == null && arrived.equals(List.of(string));
            refused += failure == null ? 0 : 1;
            if (!isRight) {
                wrong.add("\n[" + string + "] arrived as " + arrived + ", the caller got " + failure);
            }
        }
        System.out.println(strings.size() + " strings, refused: " + refused);
        assertThat(wrong).isEmpty();
        assertThat(received).hasSize(strings.size() - refused);
    }
}
