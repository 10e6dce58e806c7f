package io.quarkiverse.daprinvoke.daprd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.TargetApp.Received;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * Many calls: at the same time, and of any content. None gets what belongs to another.
 */
@QuarkusTest
class RandomCallTest {

    private static final String ROUTES = "io.quarkiverse.daprinvoke.daprd.support.Topology#routes";

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final String SEGMENT = LETTERS + "-._~!$&'()*+,;=:@ \"<>[]^`|\u00e9\u65e5\u0130\u202e";
    private static final String QUERY = LETTERS + "-._~!$&'()*+,;=:@/?";
    private static final String HEADER_VALUE = LETTERS + " \t!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    private static final List<String> VERBS = List.of("GET", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH");

    @RegisterExtension
    static final Topology DAPR = new Topology();

    @Inject
    Caller caller;

    @BeforeEach
    void echo() {
        DAPR.target().handleWith(request -> request.body().onSuccess(body -> {
            DAPR.target().record(request, body);
            request.response().putHeader("content-type", "application/octet-stream")
                    .putHeader("x-number", request.getHeader("x-number")).end(body);
        }));
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void aHundredAtTheSameTime(String route) {
        List<Uni<InvokeResponse<Buffer>>> calls = IntStream.range(0, 100).mapToObj(i -> caller.any.exchange(
                Calls.<Object> to(route, "echo", body(i)).header("x-number", String.valueOf(i)))).toList();
        List<InvokeResponse<Buffer>> responses = Calls.item(Uni.join().all(calls).andFailFast());
        for (int i = 0; i < responses.size(); i++) {
            assertThat(responses.get(i).header("x-number")).isEqualTo(String.valueOf(i));
            assertThat(responses.get(i).body()).isEqualTo(body(i));
        }
        Map<String, Long> bodies = DAPR.target().received().stream()
                .collect(Collectors.groupingBy(call -> call.body().toString(StandardCharsets.ISO_8859_1),
                        Collectors.counting()));
        assertThat(bodies).hasSize(100).allSatisfy((body, times) -> assertThat(times).isEqualTo(1));
    }

    private static Buffer body(int number) {
        byte[] bytes = new byte[1 + number * 997];
        new Random(number).nextBytes(bytes);
        return Buffer.buffer("call " + number).appendBytes(bytes);
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void threeHundredOfAnyContent(String route) {
        Random random = new Random(81);
        for (int i = 0; i < 300; i++) {
            DAPR.target().received().clear();
            String verb = VERBS.get(random.nextInt(VERBS.size()));
            List<String> segments = IntStream.rangeClosed(0, random.nextInt(4)).mapToObj(s -> segment(random)).toList();
            String query = random.nextBoolean() ? null : text(random, QUERY, 1, 30);
            List<String> values = IntStream.range(0, random.nextInt(4)).mapToObj(h -> text(random, HEADER_VALUE, 0, 40).strip())
                    .toList();
            byte[] body = new byte[random.nextInt(2000)];
            random.nextBytes(body);

            InvokeMethodParameters<Object> parameters = Calls
                    .<Object> to(route, String.join("/", segments) + (query == null ? "" : "?" + query), body).httpVerb(verb)
                    .header("x-number", String.valueOf(i));
            for (String value : values) {
                parameters = parameters.header("x-value", value);
            }
            InvokeResponse<Buffer> response = Calls.item(caller.any.exchange(parameters));

            Received call = DAPR.target().call();
            assertThat(call.verb()).isEqualTo(verb);
            String[] target = call.uri().split("\\?", 2);
            List<String> expected = new ArrayList<>(List.of(""));
            expected.addAll(segments);
            assertThat(Arrays.stream(target[0].split("/", -1)).map(RandomCallTest::decoded).toList()).isEqualTo(expected);
            assertThat(target.length == 1 ? null : target[1]).isEqualTo(query);
            assertThat(call.headers().getAll("x-value")).isEqualTo(values);
            assertThat(call.body().getBytes()).isEqualTo(body);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.header("x-number")).isEqualTo(String.valueOf(i));
            assertThat(response.body().getBytes()).isEqualTo(body);
        }
    }

    private static String segment(Random random) {
        String segment = text(random, SEGMENT, 1, 12);
        return segment.matches("(?s)\\.+(;.*)?") ? "dots" : segment;
    }

    private static String text(Random random, String alphabet, int min, int max) {
        return random.ints(min + random.nextInt(max - min + 1), 0, alphabet.length()).mapToObj(alphabet::charAt)
                .map(String::valueOf).collect(Collectors.joining());
    }

    private static String decoded(String segment) {
        ByteBuffer bytes = ByteBuffer.allocate(segment.length());
        for (int i = 0; i < segment.length(); i++) {
            if (segment.charAt(i) == '%') {
                bytes.put((byte) Integer.parseInt(segment.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.put((byte) segment.charAt(i));
            }
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }
}
