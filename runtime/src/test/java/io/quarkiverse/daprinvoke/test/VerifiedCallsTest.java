package io.quarkiverse.daprinvoke.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.test.control.Call;
import io.quarkiverse.daprinvoke.test.control.Header;

/**
 * The content of the message of a failed verification, and the data that it omits.
 */
class VerifiedCallsTest {

    private static VerifiedCalls verified(Call call) {
        JsonBodies json = new JsonBodies();
        List<ReceivedCall> calls = List.of(new ReceivedCall(call, json));
        return new VerifiedCalls(calls, calls, json);
    }

    private static Call call(String method, String body, boolean complete, Header... headers) {
        return new Call("POST", "orders", method, null, List.of(headers), body.getBytes(StandardCharsets.UTF_8), complete, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = { "authorization", "Authorization", "cookie", "proxy-authorization" })
    void secretHeadersAreComparedButNotPrinted(String name) {
        VerifiedCalls calls = verified(call("create", "", true, new Header(name, "received-secret")));

        calls.withHeader(name, "received-secret");
        assertThatThrownBy(() -> calls.withHeader(name, "expected-secret")).isInstanceOf(AssertionError.class)
                .hasMessage("Call 1 does not match: the header " + name + " has another value.\n"
                        + "The sidecar received:\n  1. POST orders create, not answered");
    }

    @Test
    void aHeaderMayHaveMoreValues() {
        VerifiedCalls calls = verified(call("create", "", true, new Header("X-A", "1"), new Header("x-a", "2")));

        calls.withHeader("x-A", "1").withHeader("x-A", "2");
        assertThatThrownBy(() -> calls.withHeader("x-A", "3"))
                .hasMessageContaining("the header x-A is \"1\", \"2\", not \"3\".");
    }

    @Test
    void aBodyThatIsNotCompleteIsNeverAsExpected() {
        VerifiedCalls calls = verified(call("create", "{}", false));

        assertThatThrownBy(() -> calls.withText("{}")).isInstanceOf(AssertionError.class).hasMessageStartingWith(
                "Call 1 does not match: the body was not recorded completely: it was cut short, or is larger"
                        + " than 1 MiB.");
        assertThatThrownBy(() -> calls.withJson("{}")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> calls.withBody(new byte[] { '{', '}' })).isInstanceOf(AssertionError.class);
    }

    @Test
    void aCallDoesNotWriteLinesOfItsOwnAndALongBodyIsCut() {
        VerifiedCalls calls = verified(call("a\n  2. GET b", "x".repeat(2000), true));

        assertThatThrownBy(() -> calls.withText("y")).message().contains("\n  1. POST orders a   2. GET b, not answered")
                .startsWith("Call 1 does not match: the body is \"" + "x".repeat(1000) + "...\", not \"y\".")
                .doesNotContain("x".repeat(1001));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "{\"a\":1,\"b\":[1,{\"c\":null}]};{\"b\":[1,{\"c\":null}],\"a\":1};",
            "{\"a\":1,\"b\":[1,{\"c\":null}]};{\"b\":[1,{\"c\":2}],\"a\":1};at /b/1/c: it is 2, not null",
            "[1,2];[2,1];at /0: it is 2, not 1",
            "[1];[1,1];at its root: it is [1,1], not [1]",
            "{\"a\":{}};{\"a\":[]};at /a: it is [], not {}",
            "{\"a\":{\"b\":1}};{\"a\":{}};'at /a/b: it is missing, but should be 1'",
            "{};{\"a\":null};'at /a: it is null, but should be missing'",
            "\"1\";1;at its root: it is 1, not \"1\"" })
    void jsonDiffersAtItsFirstDifference(String expected, String received, String difference) {
        VerifiedCalls calls = verified(call("create", received, true));

        if (difference == null) {
            assertThat(calls.withJson(expected)).isSameAs(calls);
        } else {
            assertThatThrownBy(() -> calls.withJson(expected))
                    .hasMessageContaining(": the JSON body differs " + difference + ".");
        }
    }
}
