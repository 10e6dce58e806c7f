package io.quarkiverse.daprinvoke.test.placeholder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Values that are odd, but text of one segment, arrive as they are.
 */
class LegalValuesTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    @Inject
    @DaprInvoke(appId = "{app}", methodName = "find/{value}")
    Emitter<String> emitter;

    static Stream<Arguments> segments() {
        return Stream.of(
                arguments("what a segment may hold as it is", "a-._~!$&'()*+,;=:@z", "a-._~!$&'()*+,;=:@z"),
                arguments("a space", "a b", "a%20b"),
                arguments("quotes and brackets", "\"<[|]>^`", "%22%3C%5B%7C%5D%3E%5E%60"),
                arguments("another placeholder, which is not resolved again", "{app}", "%7Bapp%7D"),
                arguments("a letter of two bytes", "caf\u00e9", "caf%C3%A9"),
                arguments("a letter of three bytes", "\u65e5", "%E6%97%A5"),
                arguments("a pair of surrogates", "\ud83d\ude00", "%F0%9F%98%80"),
                arguments("three dots", "...", "..."),
                arguments("dots and more", "..a", "..a"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("segments")
    void aMethodNameKeepsThem(String description, String value, String encoded) {
        assertRequestLine("shop", value, "POST /v1.0/invoke/shop/method/find/" + encoded + " HTTP/1.1");
    }

    static Stream<Arguments> appIds() {
        return Stream.of(
                arguments("letter case", "Dapr-App", "Dapr-App"),
                arguments("what needs no encoding", "a_b~c-1", "a_b~c-1"),
                arguments("what sidecars read as text", "a!b:c@d", "a%21b%3Ac%40d"),
                arguments("a letter of two bytes", "caf\u00e9", "caf%C3%A9"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("appIds")
    void anAppIdKeepsThem(String description, String value, String encoded) {
        assertRequestLine(value, "x", "POST /v1.0/invoke/" + encoded + "/method/find/x HTTP/1.1");
    }

    private void assertRequestLine(String app, String value, String requestLine) {
        RawSidecar sidecar = SharedSidecar.get();
        sidecar.answer(RawSidecar.ok(""));
        emitter.send(InvokeMethodParameters.of("hello").binding("app", app).binding("value", value)).await().indefinitely();
        assertThat(sidecar.next().requestLine()).isEqualTo(requestLine);
    }
}
