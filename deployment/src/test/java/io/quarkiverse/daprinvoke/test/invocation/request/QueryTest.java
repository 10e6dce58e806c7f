package io.quarkiverse.daprinvoke.test.invocation.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The query of the request line: that of the method name as it was written, then the parameters of the call, encoded.
 */
class QueryTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<String> plain;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "orders/{id}?x=%2f&y=a+b&&=;z?/:@!$'()*,-._~")
    Emitter<String> withQuery;

    @BeforeEach
    void answer() {
        SharedSidecar.get().answer(RawSidecar.ok(""));
    }

    private static String target(Emitter<String> emitter, InvokeMethodParameters<String> parameters) {
        String line = Calls.sent(emitter.send(parameters)).requestLine();
        assertThat(line).startsWith("POST /v1.0/invoke/shop/method/").endsWith(" HTTP/1.1");
        return line.substring("POST /v1.0/invoke/shop/method/".length(), line.length() - " HTTP/1.1".length());
    }

    @Test
    void parametersKeepTheirOrderAndEachOfTheirValues() {
        assertThat(
                target(plain, InvokeMethodParameters.of("x").query("b", "1").query("a", "2").query("b", "3").query("b", "1")))
                .isEqualTo("m?b=1&a=2&b=3&b=1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "a b|a%20b", "a+b|a%2Bb", "a&b=c|a%26b%3Dc", "?#/|%3F%23%2F", "%41|%2541",
            "é世|%C3%A9%E4%B8%96",
            "😀|%F0%9F%98%80", "-._~|-._~", "{id}|%7Bid%7D", "../x|..%2Fx", "'a\"<>\\'|a%22%3C%3E%5C" })
    void namesAndValuesAreEncoded(String text, String encoded) {
        assertThat(target(plain, InvokeMethodParameters.of("x").query(text, text))).isEqualTo("m?" + encoded + "=" + encoded);
    }

    @Test
    void lineBreaksDoNotLeaveTheQuery() {
        assertThat(target(plain, InvokeMethodParameters.of("x").query("a", "1 HTTP/1.1\r\nX-Evil: 2")))
                .isEqualTo("m?a=1%20HTTP%2F1.1%0D%0AX-Evil%3A%202");
    }

    @Test
    void aValueMayBeEmpty() {
        assertThat(target(plain, InvokeMethodParameters.of("x").query("a", "").query("b", ""))).isEqualTo("m?a=&b=");
    }

    @Test
    void theQueryOfTheMethodNameStaysByteForByte() {
        InvokeMethodParameters<String> parameters = InvokeMethodParameters.of("x").binding("id", "7");
        assertThat(target(withQuery, parameters)).isEqualTo("orders/7?x=%2f&y=a+b&&=;z?/:@!$'()*,-._~");
        assertThat(target(withQuery, parameters.query("x", "a b")))
                .isEqualTo("orders/7?x=%2f&y=a+b&&=;z?/:@!$'()*,-._~&x=a%20b");
    }

    @Test
    void theMethodNameOfACallBringsItsOwnQuery() {
        InvokeMethodParameters<String> parameters = InvokeMethodParameters.of("x").methodName("other?c=d");
        assertThat(target(withQuery, parameters)).isEqualTo("other?c=d");
        assertThat(target(withQuery, parameters.query("e", "f"))).isEqualTo("other?c=d&e=f");
        assertThat(target(withQuery, InvokeMethodParameters.of("x").methodName("other"))).isEqualTo("other");
    }

    @Test
    void whatMayNotStandInARequestLineIsEncodedInTheQueryOfAMethodName() {
        assertThat(target(plain, InvokeMethodParameters.of("x").methodName("m?a=b c&d=é\"<")))
                .isEqualTo("m?a=b%20c&d=%C3%A9%22%3C");
    }

    @Test
    void anEmptyQueryIsNone() {
        assertThat(target(plain, InvokeMethodParameters.of("x").methodName("m?"))).isEqualTo("m");
        assertThat(target(plain, InvokeMethodParameters.of("x").methodName("m?").query("a", "b"))).isEqualTo("m?a=b");
    }

    @ParameterizedTest
    @ValueSource(strings = { "m?a#b", "m?a=%", "m?a=%2", "m?a=%zz", "m?a=\r\n", "m?a=\u0000" })
    void aQueryThatIsNoneIsRefused(String methodName) {
        assertThat(Calls.failure(InvalidInvocationTargetException.class,
                plain.send(InvokeMethodParameters.of("x").methodName(methodName))))
                .hasMessage("The target of the call is invalid: a query must not contain control characters or '#', and each "
                        + "'%' must be followed by two hexadecimal digits");
        Calls.assertNothingSentBefore(plain.send("later"), "POST /v1.0/invoke/shop/method/m HTTP/1.1");
    }

    @Test
    void aPlaceholderInAQueryIsRefused() {
        assertThat(Calls.failure(InvalidInvocationTargetException.class,
                plain.send(InvokeMethodParameters.of("x").methodName("m?a={id}").binding("id", "1"))))
                .hasMessage("The target of the call is invalid: the query of a method name must not contain placeholders; add "
                        + "such parameters to the call with query(name, value)");
        Calls.assertNothingSentBefore(plain.send("later"), "POST /v1.0/invoke/shop/method/m HTTP/1.1");
    }

    @Test
    void aParameterThatIsNoTextIsRefused() {
        for (InvokeMethodParameters<String> parameters : List.of(InvokeMethodParameters.of("x").query("a", "\uD83D"),
                InvokeMethodParameters.of("x").query("\uDE00", "a"))) {
            InvalidInvocationTargetException failure = Calls.failure(InvalidInvocationTargetException.class,
                    plain.send(parameters));
            assertThat(failure)
                    .hasMessage("The target of the call is invalid: a query parameter must be well-formed Unicode text");
            Calls.assertTarget(failure, "POST", "shop", "m");
        }
        Calls.assertNothingSentBefore(plain.send("later"), "POST /v1.0/invoke/shop/method/m HTTP/1.1");
    }

    @Test
    void aParameterWithoutANameIsRefusedAtOnce() {
        assertThatThrownBy(() -> InvokeMethodParameters.of("x").query("", "a"))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("The name of a header or a query parameter must not be empty");
    }
}
