package io.quarkiverse.daprinvoke.test.invocation.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawClient;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.mutiny.Uni;

/**
 * The content type is sent exactly once, for any source, and independently of the inbound request.
 */
class ContentTypeTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Proxy.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.propagate-headers", "x-tenant,accept,content-language")
            .overrideRuntimeConfigKey("expression", "text/expression")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.configured.content-type", "text/configured");

    final RawSidecar sidecar = SharedSidecar.get();

    @TestHTTPResource
    URI app;

    @BeforeEach
    void answer() {
        sidecar.answer(RawSidecar.ok(""));
    }

    @ParameterizedTest
    @CsvSource({ "text,text/plain", "bytes,application/octet-stream", "json,application/json", "annotated,text/annotated",
            "expression,text/expression", "configured,text/configured", "call,text/call;charset=UTF-8",
            "callOverAnnotation,text/call", "callOverConfiguration,text/call", "exchange,text/call",
            "empty,text/plain" })
    void goesOutOnce(String call, String contentType) {
        RawClient.Response response = RawClient.post(app, "/proxy/" + call, "Content-Type: text/inbound", "X-Tenant: acme",
                "Accept: text/html", "Content-Language: en");
        assertThat(response.status()).isEqualTo(204);
        RawSidecar.Request request = sidecar.next();
        assertThat(request.header("content-type")).containsExactly(contentType);
        assertThat(request.header("content-length")).hasSize(1);
        assertThat(request.header("x-tenant")).containsExactly("acme");
        assertThat(request.header("accept")).containsExactly("text/html");
        assertThat(request.header("content-language")).containsExactly("en");
    }

    @ParameterizedTest
    @CsvSource({ "nothing", "nothingAnnotated", "nothingOfType" })
    void doesNotGoOutWithoutABody(String call) {
        assertThat(RawClient.post(app, "/proxy/" + call, "Content-Type: text/inbound").status()).isEqualTo(204);
        assertThat(sidecar.next().header("content-type")).isEmpty();
    }

    @Path("/proxy")
    public static class Proxy {

        @Inject
        @DaprInvoke(appId = "shop", methodName = "m")
        RequestEmitter<Object, String> byType;

        @Inject
        @DaprInvoke(appId = "shop", methodName = "m", contentType = "text/annotated")
        Emitter<String> annotated;

        @Inject
        @DaprInvoke(appId = "shop", methodName = "m", contentType = "${expression}")
        Emitter<String> expression;

        @Inject
        @DaprInvoke(name = "configured", appId = "shop", methodName = "m", contentType = "text/annotated")
        Emitter<String> configured;

        @POST
        @Path("/{call}")
        public Uni<Void> call(@RestPath String call) {
            return switch (call) {
                case "text" -> byType.send("x");
                case "bytes" -> byType.send(new byte[1]);
                case "json" -> byType.send(List.of(1));
                case "annotated" -> annotated.send("x");
                case "expression" -> expression.send("x");
                case "configured" -> configured.send("x");
                case "call" -> byType.send(InvokeMethodParameters.<Object> of("x").contentType("text/call;charset=UTF-8"));
                case "callOverAnnotation" -> annotated.send(InvokeMethodParameters.of("x").contentType("text/call"));
                case "callOverConfiguration" -> configured.send(InvokeMethodParameters.of("x").contentType("text/call"));
                case "exchange" -> byType.exchange(InvokeMethodParameters.<Object> of("x").contentType("text/call"))
                        .replaceWithVoid();
                case "empty" -> byType.send("");
                case "nothing" -> byType.send(InvokeMethodParameters.of(null).contentType("text/call"));
                case "nothingAnnotated" -> annotated.send();
                case "nothingOfType" -> byType.send();
                default -> throw new IllegalArgumentException(call);
            };
        }
    }
}
