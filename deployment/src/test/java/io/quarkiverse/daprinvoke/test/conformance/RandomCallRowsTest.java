package io.quarkiverse.daprinvoke.test.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.RawSidecar.Request;
import io.quarkiverse.daprinvoke.test.support.StrictCalls;
import io.quarkiverse.daprinvoke.test.support.StrictSidecar;
import io.quarkiverse.daprinvoke.test.support.WireRules;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A thousand calls that chance made: what the server reads from the wire is what was meant, and its echo comes back whole.
 * The same calls again: {@code -Dconformance.seed=<seed>}, with the seed that a failure names.
 */
class RandomCallRowsTest {

    private static final int CALLS = 1000;

    private static final List<String> VERBS = List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH");
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final String BEYOND_ASCII = "\u00e9\u00df\u0416\u05d0\u0e01\u2028\u65e5\u672c\ufb01\uff0f\u0301";
    /** Of a method as it is declared. */
    private static final String PATH = LETTERS + "-._~!$&'()*+,;=:@ \"<>[]^`|" + BEYOND_ASCII;
    /** Of a value, which may hold braces as well. */
    private static final String VALUE = PATH + "{}";
    private static final String APP_ID = LETTERS + "-_~!$&'()*,;=:@" + "\u00e9\u65e5";
    private static final String RAW_QUERY = LETTERS + "-._~!$&'()*+,;=:@/?";
    /** Of a query parameter, which may be any text. */
    private static final String ANYTHING = VALUE + "%#?/\\\t\r\n\0";
    private static final String HEADER_NAME = LETTERS + "!#$%&'*+.^_`|~-";
    private static final String HEADER_VALUE = LETTERS + " \t!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    private static final List<String> CONTENT_TYPES = List.of("application/json", "text/plain; charset=utf-8",
            "application/x-www-form-urlencoded", "image/png", "application/cloudevents+json");

    /** A header or a query parameter. */
    private record Pair(String name, String value) {
    }

    @RegisterExtension
    static final QuarkusUnitTest APP = StrictCalls.app();

    @Inject
    @DaprInvoke(appId = "a", methodName = "foo")
    RequestEmitter<byte[], byte[]> emitter;

    private Random random;

    @RowCases
    @CsvSource("81, a thousand calls of random verbs, targets, queries, headers and bodies")
    void areUnderstood(int row, String about) {
        long seed = Long.getLong("conformance.seed", new Random().nextLong());
        random = new Random(seed);
        StrictSidecar.get().answer((request, out) -> RawSidecar.raw("HTTP/1.1 200 X\r\nContent-Length: " + request.body().length
                + "\r\nx-line: " + request.requestLine() + "\r\n\r\n", request.body()).to(request, out));
        for (int i = 0; i < CALLS; i++) {
            try {
                call();
            } catch (Throwable e) {
                throw new AssertionError("Call " + i + " of -Dconformance.seed=" + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private void call() {
        String verb = VERBS.get(random.nextInt(VERBS.size()));
        String appId = text(APP_ID, 1, 20);
        List<String> segments = IntStream.range(0, random.nextInt(5)).mapToObj(i -> segment(PATH)).toList();
        String value = segment(VALUE);
        String rawQuery = random.nextBoolean() ? null : text(RAW_QUERY, 0, 20) + (random.nextBoolean() ? "" : "%c3%A9%2f");
        // A TRACE has no body
        byte[] body = random.nextInt(4) == 0 || verb.equals("TRACE") ? null : bytes();
        String contentType = random.nextBoolean() ? null : CONTENT_TYPES.get(random.nextInt(CONTENT_TYPES.size()));
        String method = segments.stream().map(segment -> segment + "/").collect(Collectors.joining()) + "{value}";

        InvokeMethodParameters<byte[]> parameters = InvokeMethodParameters.of(body).httpVerb(verb).appId(appId)
                .methodName((random.nextBoolean() ? "/" : "") + method + (rawQuery == null ? "" : "?" + rawQuery))
                .binding("value", value).contentType(contentType);
        List<Pair> headers = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            Pair header = new Pair("x" + text(HEADER_NAME, 1, 10) + "x", text(HEADER_VALUE, 0, 40).strip());
            headers.add(header);
            parameters = parameters.header(header.name(), header.value());
        }
        List<Pair> query = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Pair parameter = new Pair(text(ANYTHING, 1, 10), text(ANYTHING, 0, 20));
            query.add(parameter);
            parameters = parameters.query(parameter.name(), parameter.value());
        }

        InvokeResponse<byte[]> response = Calls.item(emitter.exchange(parameters));
        Request request = StrictCalls.onlyRequest();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.header("x-line")).isEqualTo(request.requestLine());
        assertThat(response.bytes().getBytes()).isEqualTo(body == null || verb.equals("HEAD") ? new byte[0] : body);

        assertTarget(request, verb, appId, segments, value,
                // A question mark with nothing behind it is not sent
                rawQuery == null || rawQuery.isEmpty() ? null : rawQuery, query);
        List<String> expected = new ArrayList<>();
        headers.forEach(header -> expected.add(header.name() + ": " + header.value()));
        if (body != null) {
            expected.add("content-type: " + (contentType == null ? "application/octet-stream" : contentType));
            expected.add("content-length: " + body.length);
        }
        expected.add("host: " + StrictSidecar.get().authority());
        assertThat(request.headers()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(request.body()).isEqualTo(body == null ? new byte[0] : body);
    }

    /** Takes the request line apart as a server does: at its raw separators, and only then decodes the parts. */
    private static void assertTarget(Request request, String verb, String appId, List<String> segments, String value,
            String rawQuery, List<Pair> query) {
        String[] line = request.requestLine().split(" ");
        assertThat(line[0]).isEqualTo(verb);
        String[] target = line[1].split("\\?", 2);
        String[] path = target[0].split("/", -1);
        List<String> decoded = Arrays.stream(path).map(WireRules::decoded).toList();
        List<String> meant = new ArrayList<>(List.of("", "v1.0", "invoke", appId, "method"));
        meant.addAll(segments);
        meant.add(value);
        assertThat(decoded).isEqualTo(meant);
        if (rawQuery == null && query.isEmpty()) {
            assertThat(target).hasSize(1);
            return;
        }
        String rest = target[1];
        if (rawQuery != null) {
            assertThat(rest).startsWith(rawQuery);
            rest = rest.substring(rawQuery.length());
            assertThat(rest.isEmpty() || rest.startsWith("&")).isTrue();
            rest = rest.isEmpty() ? rest : rest.substring(1);
        }
        List<String> parameters = rest.isEmpty() ? List.of() : Arrays.stream(rest.split("&", -1)).toList();
        assertThat(parameters).hasSameSizeAs(query);
        for (int i = 0; i < query.size(); i++) {
            // A form would take a plus sign for a blank, so there must be none
            assertThat(parameters.get(i)).doesNotContain("+");
            String[] pair = parameters.get(i).split("=", 2);
            assertThat(new Pair(WireRules.decoded(pair[0]), WireRules.decoded(pair[1]))).isEqualTo(query.get(i));
        }
    }

    private String segment(String alphabet) {
        String segment = text(alphabet, 1, 12);
        return segment.matches("(?s)\\.{1,2}(;.*)?") ? "dots" : segment;
    }

    private String text(String alphabet, int min, int max) {
        int length = min + random.nextInt(max - min + 1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        if (alphabet.contains(BEYOND_ASCII) && random.nextInt(5) == 0) {
            text.append("\ud83d\ude00");
        }
        return text.toString();
    }

    private byte[] bytes() {
        if (random.nextInt(3) == 0) {
            return text(ANYTHING, 1, 200).getBytes(StandardCharsets.UTF_8);
        }
        byte[] bytes = new byte[random.nextInt(20) == 0 ? random.nextInt(200_000) : random.nextInt(500)];
        random.nextBytes(bytes);
        return bytes;
    }
}
