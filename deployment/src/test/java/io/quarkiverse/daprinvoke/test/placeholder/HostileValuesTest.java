package io.quarkiverse.daprinvoke.test.placeholder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Values that would lead elsewhere are rejected, not repaired, and not repeated in the message.
 */
class HostileValuesTest {

    private static final String INVALID = "The target of the call is invalid: ";
    private static final String VALUE_RULE = INVALID + "the value of a placeholder must be the text of one path segment: not "
            + "empty, no dot segment, without control characters or any of / \\ ? # %";
    private static final String METHOD_RULE = INVALID + "a method name must be a path without empty or dot segments, control "
            + "characters or any of \\ # %";
    private static final String APP_ID_RULE = INVALID + "an app ID must be a name, optionally followed by a dot and a "
            + "namespace, without white space, control characters or any of / \\ ? # % +";
    private static final String VERB_RULE = INVALID
            + "the HTTP verb must be GET, HEAD, POST, PUT, DELETE, OPTIONS, TRACE or PATCH";

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    @Inject
    @DaprInvoke(appId = "{app}", methodName = "find/{value}", httpVerb = "{verb}")
    Emitter<String> emitter;

    private final InvokeMethodParameters<String> call = InvokeMethodParameters.of("hello").binding("app", "shop")
            .binding("value", "x").binding("verb", "POST");

    static Stream<Arguments> values() {
        return Stream.of(
                arguments("empty", "", VALUE_RULE),
                arguments("the parent", "..", METHOD_RULE),
                arguments("the same directory", ".", METHOD_RULE),
                arguments("the parent, encoded", "%2e%2e", VALUE_RULE),
                arguments("the parent, encoded twice", "%252e%252e", VALUE_RULE),
                arguments("two segments", "a/b", VALUE_RULE),
                arguments("two segments, encoded", "a%2Fb", VALUE_RULE),
                arguments("a back slash", "a\\b", VALUE_RULE),
                arguments("a query", "a?b", VALUE_RULE),
                arguments("a fragment", "a#b", VALUE_RULE),
                arguments("a percent sign", "100%", VALUE_RULE),
                arguments("a line break", "x HTTP/1.1\r\ndapr-app-id: evil\r\n", VALUE_RULE),
                arguments("a lone line feed", "a\nb", VALUE_RULE),
                arguments("NUL", "a\u0000b", VALUE_RULE),
                arguments("DEL", "a\u007fb", VALUE_RULE),
                arguments("a C1 control", "a\u0085b", VALUE_RULE),
                arguments("half a pair of surrogates", "a\ud800b", VALUE_RULE),
                arguments("the other half", "a\ude00", VALUE_RULE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void inAMethodName(String description, String value, String message) {
        assertRejected(call.binding("value", value), message);
    }

    static Stream<Arguments> dots() {
        return Stream.of(
                arguments("two values", "{a}{a}", "."),
                arguments("a value behind a dot", ".{a}", "."),
                arguments("a value before a dot", "x/{a}./y", "."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dots")
    void whatBecomesADotSegmentTogether(String description, String methodName, String value) {
        assertRejected(call.methodName(methodName).binding("a", value), METHOD_RULE);
    }

    static Stream<Arguments> appIds() {
        return Stream
                .of("", " ", "a b", "a\u00a0b", ".", "..", "a.b.c", ".a", "a.", "http://x", "http%3A%2F%2Fx", "a/b", "a%2Fb",
                        "a\\b", "a?b", "a#b", "+", "a+b", "%", "a\nb", "a\u0000", "a\ud800", "x/method/y")
                .map(Arguments::of);
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("appIds")
    void inAnAppId(String value) {
        assertRejected(call.binding("app", value), APP_ID_RULE);
    }

    static Stream<Arguments> verbs() {
        return Stream.of("", "CONNECT", "FOO", " get", "GET / HTTP/1.1\r\n\r\nGET").map(Arguments::of);
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("verbs")
    void inAVerb(String value) {
        assertRejected(call.binding("verb", value), VERB_RULE);
    }

    private void assertRejected(InvokeMethodParameters<String> parameters, String message) {
        RawSidecar sidecar = SharedSidecar.get();
        sidecar.answer(RawSidecar.ok(""));
        assertThatThrownBy(() -> emitter.send(parameters).await().indefinitely())
                .isInstanceOf(InvalidInvocationTargetException.class)
                .hasMessage(message)
                .satisfies(failure -> assertThat(((InvalidInvocationTargetException) failure).appId()).isEqualTo("{app}"));
        // The first to arrive is this one, so nothing went before it
        emitter.send(call.binding("value", "harmless")).await().indefinitely();
        assertThat(sidecar.next().requestLine()).isEqualTo("POST /v1.0/invoke/shop/method/find/harmless HTTP/1.1");
    }
}
