package io.quarkiverse.daprinvoke.test.placeholder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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
import io.restassured.RestAssured;
import io.smallrye.mutiny.Uni;

/**
 * Placeholders in the values of declared and configured headers and query parameters. A value that must not be sent in a header
 * is refused and not repeated.
 */
class HeaderValuesTest {

    private static final String ONE = "quarkus.dapr-invoke.emitter.\"payload\".";
    private static final String CHARACTER = "The value of the header x-user contains a character that is not allowed in a "
            + "header, such as a line break";
    private static final String NOT_UTF_8 = "The value of the header x-user contains non-ASCII bytes that are not UTF-8, "
            + "which the sidecar requires; encode it";

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Proxy.class)
            .overrideRuntimeConfigKey(ONE + "headers.\"x-trace\"", "{trace}/${trace.suffix}")
            .overrideRuntimeConfigKey("trace.suffix", "end")
            .overrideRuntimeConfigKey(ONE + "query.\"filter[user]\"", "{user}")
            .overrideRuntimeConfigKey(ONE + "query.of", "a&b")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.headers.\"authorization\"", "{credentials}");

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(name = "payload", appId = "orders", methodName = "create?x=1", headers = "x-user: user {user} of {tenant}")
    Emitter<String> payload;

    private final InvokeMethodParameters<String> call = InvokeMethodParameters.of("hello").binding("user", "ada")
            .binding("tenant", "acme").binding("trace", "1").binding("credentials", "Bearer t");

    @BeforeEach
    void answer() {
        sidecar.answer(RawSidecar.ok(""));
    }

    @Test
    void theyAreReplacedForEachCall() {
        RawSidecar.Request request = Calls.sent(payload.send(call));
        assertThat(request.requestLine())
                .isEqualTo("POST /v1.0/invoke/orders/method/create?x=1&filter%5Buser%5D=ada&of=a%26b HTTP/1.1");
        assertThat(request.header("x-user")).containsExactly("user ada of acme");
        assertThat(request.header("x-trace")).containsExactly("1/end");
        assertThat(request.header("authorization")).containsExactly("Bearer t");
        assertThat(Calls.sent(payload.send(call.binding("user", "bob"))).header("x-user"))
                .containsExactly("user bob of acme");
    }

    @Test
    void aHeaderThatTheCallSetsNeedsNoValues() {
        InvokeMethodParameters<String> set = InvokeMethodParameters.of("hello").header("X-User", "set").header("x-trace", "set")
                .header("authorization", "set").query("filter[user]", "set");
        RawSidecar.Request request = Calls.sent(payload.send(set));
        assertThat(request.requestLine())
                .isEqualTo("POST /v1.0/invoke/orders/method/create?x=1&filter%5Buser%5D=set&of=a%26b HTTP/1.1");
        assertThat(request.header("x-user")).containsExactly("set");
    }

    @Test
    void valuesOfAQueryAreEncoded() {
        assertThat(Calls.sent(payload.send(call.binding("user", "a/&=?#%é").header("x-user", "set"))).requestLine()).isEqualTo(
                "POST /v1.0/invoke/orders/method/create?x=1&filter%5Buser%5D=a%2F%26%3D%3F%23%25%C3%A9&of=a%26b HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "a/b", "a%2Fb", "..", "{tenant}", "a:b", "\tx", "\u00c3\u00a9" })
    void whatMayStandInAHeaderIsSentAsItIs(String value) {
        assertThat(Calls.sent(payload.send(call.binding("user", value).query("filter[user]", ""))).header("x-user"))
                .containsExactly("user " + value + " of acme");
    }

    static Stream<String> hostile() {
        return Stream.of("\r\ndapr-app-id: evil", "\n", "a\rb", "\0", "\u001b[0m", "\u007f", "\u0100", "\ud800", "\u2028");
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("hostile")
    void whatMayNotIsRefused(String value) {
        assertRefused(call.binding("user", value).query("filter[user]", ""), CHARACTER);
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = { "\u00e9", "\u0085", "\u00c3" })
    void whatIsNotUtf8IsRefused(String value) {
        assertRefused(call.binding("user", value).query("filter[user]", ""), NOT_UTF_8);
    }

    @Test
    void credentialsThatNameAnAppIdAreRefused() {
        String credentials = "Basic "
                + Base64.getEncoder().encodeToString("dapr-app-id:evil".getBytes(StandardCharsets.US_ASCII));
        assertRefused(call.binding("credentials", credentials),
                "The header authorization must not name dapr-app-id: the sidecar would route the call by it");
    }

    @Test
    void aQueryThatIsNoTextIsRefused() {
        assertRefused(call.header("x-user", "set").binding("user", "\ud800"),
                "The target of the call is invalid: a query parameter must be well-formed Unicode text");
    }

    @Test
    void longValuesAreRefused() {
        assertRefused(call.query("filter[user]", "").binding("user", "a".repeat(40_000)).binding("trace", "b".repeat(40_000)),
                "The values of the headers that annotation and configuration add to a call can have at most 65536 characters "
                        + "in total");
    }

    @Test
    void aPlaceholderWithoutAValueFailsTheCall() {
        InvokeMethodParameters<String> none = InvokeMethodParameters.of("hello");
        assertRefused(none, "The target of the call is invalid: The placeholder {user} of the query parameter filter[user] "
                + "has no value: set it with InvokeMethodParameters.binding(\"user\", ..), or make the call within a "
                + "Quarkus REST request that has a path parameter of that name");
        assertRefused(none.binding("user", "ada").binding("credentials", "x").binding("trace", "1"),
                "The placeholder {tenant} of the header x-user has no value: set it with "
                        + "InvokeMethodParameters.binding(\"tenant\", ..), or make the call within a Quarkus REST request that has "
                        + "a path parameter of that name");
    }

    @Test
    void pathParametersOfTheCurrentRequestAreValuesToo() {
        RestAssured.given().body("hello").post("/proxy/ada/acme").then().statusCode(204);
        assertThat(sidecar.next().header("x-user")).containsExactly("user ada of acme");
        RestAssured.given().urlEncodingEnabled(false).body("hello").post("/proxy/a%0D%0Adapr-app-id:%20evil/acme").then()
                .statusCode(400);
        Calls.assertNothingSentBefore(payload.send(call.methodName("later").query("filter[user]", "").query("of", "")),
                "POST /v1.0/invoke/orders/method/later?filter%5Buser%5D=&of= HTTP/1.1");
    }

    private void assertRefused(InvokeMethodParameters<String> parameters, String message) {
        assertThatThrownBy(() -> Calls.item(payload.send(parameters)))
                .isInstanceOf(InvalidInvocationTargetException.class).hasMessage(message);
        Calls.assertNothingSentBefore(payload.send(call.methodName("later")),
                "POST /v1.0/invoke/orders/method/later?filter%5Buser%5D=ada&of=a%26b HTTP/1.1");
    }

    @Path("/proxy")
    public static class Proxy {

        @Inject
        @DaprInvoke(appId = "orders", methodName = "create", headers = { "x-user: user {user} of {tenant}",
                "authorization: none" })
        Emitter<String> create;

        @POST
        @Path("/{user}/{tenant}")
        public Uni<Void> send(String body) {
            return create.send(body);
        }
    }
}
