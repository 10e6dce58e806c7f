package io.quarkiverse.daprinvoke.daprd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Locale;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;

/**
 * App IDs, methods and queries: what the application sees of them.
 */
@QuarkusTest
class TargetTest {

    @RegisterExtension
    static final Topology DAPR = new Topology();

    @Inject
    Caller caller;

    static Stream<Arguments> methods() {
        return Topology.onBothRoutes(
                arguments("multiple/segments", "/multiple/segments"),
                arguments("/foo", "/foo"),
                arguments("/", "/"),
                arguments("foo?x=1&y=a%20b&z=%26", "/foo?x=1&y=a%20b&z=%26"),
                arguments("foo?x=%2f+%c3%a9&x=/?", "/foo?x=%2f+%c3%a9&x=/?"),
                arguments("foo?a=b;c=d", "/foo?a=b;c=d"),
                arguments("test?stream", "/test?stream"),
                arguments("a b", "/a%20b"),
                arguments("a+b", "/a+b"),
                arguments("caf\u00e9/\u65e5", "/caf%C3%A9/%E6%97%A5"),
                arguments("\ud83d\ude00", "/%F0%9F%98%80"),
                arguments("a:b;c=1,d@e!$&'()*~_-.", "/a:b;c=1,d@e!$&'()*~_-."),
                arguments("test\"stream", "/test%22stream"),
                arguments("test*stream", "/test*stream"),
                arguments("a<b>c^d`e|f[g]{h", "/a%3Cb%3Ec%5Ed%60e%7Cf%5Bg%5D%7Bh"),
                arguments("..a/b../.../.x", "/..a/b../.../.x"),
                arguments("\uff0f\u2024", "/%EF%BC%8F%E2%80%A4"),
                arguments("x/method/y", "/x/method/y"),
                arguments("method/method", "/method/method"),
                arguments("v1.0/invoke/other/method/foo", "/v1.0/invoke/other/method/foo"),
                arguments("configuration/store", "/configuration/store"),
                arguments("configuration/store/subscribe", "/configuration/store/subscribe"),
                // The two that do not arrive as they are written
                arguments("foo/", "/foo"),
                arguments("foo?", "/foo"));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void method(String route, String method, String uri) {
        InvokeResponse<Buffer> response = Calls.item(caller.any.exchange(
                InvokeMethodParameters.<Object> of("x").appId(route).methodName(method.replace("{", "{brace}"))
                        .binding("brace", "{")));

        assertThat(DAPR.target().call().uri()).isEqualTo(uri);
        assertThat(DAPR.target().call().body()).hasToString("x");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).hasToString("echo POST " + uri);
    }

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void placeholders(String route) {
        Calls.item(caller.placeholders.send(InvokeMethodParameters.<Object> of("x").binding("appId", route)
                .binding("first", "a+b @\u00e9").binding("second", "...;v=1 \"").binding("verb", "put")));
        assertThat(DAPR.target().call().verb()).isEqualTo("PUT");
        assertThat(DAPR.target().call().uri()).isEqualTo("/of/a+b%20@%C3%A9/...;v=1%20%22/end");
    }

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void queryParameters(String route) {
        Calls.item(caller.any.send(Calls.to(route, "foo?a=1").query("b c", "d&e=f").query("b c", "")
                .query("\u00e9", "%2F+/?#\r\n")));
        assertThat(DAPR.target().call().uri())
                .isEqualTo("/foo?a=1&b%20c=d%26e%3Df&b%20c=&%C3%A9=%252F%2B%2F%3F%23%0D%0A");
    }

    static Stream<Arguments> namespaces() {
        return Topology.onBothRoutes(arguments("default"), arguments("another"));
    }

    /** The name resolution of self-hosted Dapr, mDNS, looks at the name only. */
    @ParameterizedTest
    @MethodSource("namespaces")
    void namespaceIsNotLookedAt(String route, String namespace) {
        Calls.item(caller.any.send(Calls.to(route + "." + namespace, "foo")));
        assertThat(DAPR.target().call().uri()).isEqualTo("/foo");
    }

    /** Of an app ID letter case counts. */
    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void letterCaseCounts(String route) {
        String appId = route.toUpperCase(Locale.ROOT);
        InvocationStatusException failure = Calls.failure(InvocationStatusException.class,
                caller.any.send(Calls.to(appId, "foo")));
        assertThat(failure.statusCode()).isEqualTo(500);
        assertThat(failure.errorCode()).isEqualTo("ERR_DIRECT_INVOKE");
        assertThat(failure.errorMessage()).startsWith("failed to invoke, id: " + appId + ", err: ");
        assertThat(DAPR.target().received()).isEmpty();
    }
}
