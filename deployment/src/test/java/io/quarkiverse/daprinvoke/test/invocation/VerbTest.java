package io.quarkiverse.daprinvoke.test.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;

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
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.Invoker;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The verb of the request line, for any source and any letter case.
 */
class VerbTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = configured(EmitterTest.app())
            // So that the next call goes over the same connection, if that is still open
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.pool-size", "1");

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<String> byDefault;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", httpVerb = HttpMethod.GET)
    Emitter<String> get;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", httpVerb = "Head")
    RequestEmitter<String, String> head;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", httpVerb = "post")
    Emitter<String> post;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", httpVerb = "pUT")
    Emitter<String> put;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", httpVerb = "delete")
    Emitter<String> delete;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", httpVerb = "oPtIoNs")
    Emitter<String> options;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", httpVerb = "trace")
    RequestEmitter<String, String> trace;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", httpVerb = "Patch")
    Emitter<String> patch;

    @Inject
    @DaprInvoke(name = "with-get", appId = "shop", methodName = "m")
    Emitter<String> withGet;

    @Inject
    @DaprInvoke(name = "with-head", appId = "shop", methodName = "m")
    Emitter<String> withHead;

    @Inject
    @DaprInvoke(name = "with-post", appId = "shop", methodName = "m", httpVerb = "PUT")
    Emitter<String> withPost;

    @Inject
    @DaprInvoke(name = "with-put", appId = "shop", methodName = "m")
    Emitter<String> withPut;

    @Inject
    @DaprInvoke(name = "with-delete", appId = "shop", methodName = "m")
    Emitter<String> withDelete;

    @Inject
    @DaprInvoke(name = "with-options", appId = "shop", methodName = "m")
    Emitter<String> withOptions;

    @Inject
    @DaprInvoke(name = "with-trace", appId = "shop", methodName = "m")
    Emitter<String> withTrace;

    @Inject
    @DaprInvoke(name = "with-patch", appId = "shop", methodName = "m")
    Emitter<String> withPatch;

    static QuarkusUnitTest configured(QuarkusUnitTest app) {
        for (String verb : List.of("Get", "hEAD", "post", "PUT", "delete", "Options", "tRACE", "patch")) {
            app.overrideRuntimeConfigKey(
                    "quarkus.dapr-invoke.emitter.\"with-" + verb.toLowerCase() + "\".http-verb", verb);
        }
        return app;
    }

    @BeforeEach
    void answer() {
        sidecar.answer(RawSidecar.ok(""));
    }

    @Test
    void isPostIfNothingElseIsDeclared() {
        assertThat(Calls.sent(byDefault.send()).requestLine()).isEqualTo("POST /v1.0/invoke/shop/method/m HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = { "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH" })
    void isThatOfTheAnnotationInUpperCase(String verb) {
        Invoker<String, ?> emitter = Map.<String, Invoker<String, ?>> of("GET", get, "HEAD", head, "POST", post, "PUT", put,
                "DELETE", delete, "OPTIONS",
                options, "TRACE", trace, "PATCH", patch).get(verb);
        assertThat(Calls.sent(emitter.send()).requestLine()).isEqualTo(verb + " /v1.0/invoke/shop/method/m HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = { "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH" })
    void isThatOfTheConfigurationInUpperCase(String verb) {
        Invoker<String, ?> emitter = Map
                .<String, Invoker<String, ?>> of("GET", withGet, "HEAD", withHead, "POST", withPost, "PUT", withPut, "DELETE",
                        withDelete, "OPTIONS", withOptions, "TRACE", withTrace, "PATCH", withPatch)
                .get(verb);
        assertThat(Calls.sent(emitter.send()).requestLine()).isEqualTo(verb + " /v1.0/invoke/shop/method/m HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = { "get", "Head", "pOST", "put", "DELETE", "options", "trace", "Patch" })
    void isThatOfTheParametersInUpperCase(String verb) {
        RawSidecar.Request request = Calls.sent(byDefault.send(InvokeMethodParameters.<String> of(null).httpVerb(verb)));
        assertThat(request.requestLine()).isEqualTo(verb.toUpperCase() + " /v1.0/invoke/shop/method/m HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = { "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH" })
    void goesWithABody(String verb) {
        RawSidecar.Request request = Calls.sent(byDefault.send(InvokeMethodParameters.of("body").httpVerb(verb)));
        assertThat(request.requestLine()).isEqualTo(verb + " /v1.0/invoke/shop/method/m HTTP/1.1");
        assertThat(request.text()).isEqualTo("body");
        assertThat(request.header("content-length")).containsExactly("4");
    }

    @Test
    void headHasAReplyWithoutBodyWhateverItsLengthSays() {
        sidecar.answer(RawSidecar.raw("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\n",
                "hello".getBytes()));
        assertThat(Calls.item(head.request())).isNull();
        InvokeResponse<?> response = Calls.item(head.exchange(InvokeMethodParameters.of(null)));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.header("content-length")).isEqualTo("5");
        assertThat(response.bytes().length()).isZero();
        assertThat(sidecar.next().connection()).isEqualTo(sidecar.next().connection());
    }

    @Test
    void traceHasTheReplyThatIsEchoed() {
        sidecar.answer((request, out) -> RawSidecar.reply(200, "message/http", request.requestLine()).to(request, out));
        assertThat(Calls.item(trace.request())).isEqualTo("TRACE /v1.0/invoke/shop/method/m HTTP/1.1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "CONNECT", "FOO", "' GET'", "'GET '", "''", "GETT", "'GET / HTTP/1.1'", "NONE",
            "QUERY" })
    void isRefusedIfTheSidecarWouldMakeItAPost(String verb) {
        InvalidInvocationTargetException failure = Calls.failure(InvalidInvocationTargetException.class,
                byDefault.send(InvokeMethodParameters.of("body").httpVerb(verb)));
        assertThat(failure).hasMessage("The target of the call is invalid: "
                + "the HTTP verb must be GET, HEAD, POST, PUT, DELETE, OPTIONS, TRACE or PATCH");
        Calls.assertTarget(failure, "POST", "shop", "m");
        Calls.assertNothingSentBefore(put.send(), "PUT /v1.0/invoke/shop/method/m HTTP/1.1");
    }
}
