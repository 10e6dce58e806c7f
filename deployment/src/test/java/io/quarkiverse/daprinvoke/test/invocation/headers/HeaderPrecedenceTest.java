package io.quarkiverse.daprinvoke.test.invocation.headers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawClient;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.mutiny.Uni;

/**
 * A header comes from one level: the call, else the configuration of the emitter, else its annotation, else the
 * configuration of all emitters, else the current request. Names are compared without regard to letter case.
 */
class HeaderPrecedenceTest {

    private static final String ALL = "quarkus.dapr-invoke.";
    private static final String ONE = "quarkus.dapr-invoke.emitter.\"payload\".";

    // The letters of a name say which levels set the header: (c)onfiguration, (a)nnotation, (g)lobal configuration, (r)equest
    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Proxy.class)
            .overrideRuntimeConfigKey(ALL + "headers.\"X-G\"", "of all")
            .overrideRuntimeConfigKey(ALL + "headers.x-gr", "of all")
            .overrideRuntimeConfigKey(ALL + "headers.\"x-ag\"", "of all")
            .overrideRuntimeConfigKey(ALL + "headers.\"x-cg\"", "of all")
            .overrideRuntimeConfigKey(ALL + "headers.\"x-cagr\"", "of all")
            .overrideRuntimeConfigKey(ALL + "headers.\"x-empty\"", "of all")
            .overrideRuntimeConfigKey(ONE + "headers.\"X-C\"", "configured")
            .overrideRuntimeConfigKey(ONE + "headers.x-cr", "configured")
            .overrideRuntimeConfigKey(ONE + "headers.\"x-cg\"", "configured")
            .overrideRuntimeConfigKey(ONE + "headers.\"x-ca\"", "configured")
            .overrideRuntimeConfigKey(ONE + "headers.\"x-cagr\"", "configured")
            .overrideRuntimeConfigKey(ONE + "headers.\"x-empty\"", "")
            .overrideRuntimeConfigKey(ALL + "propagate-headers", "x-r,x-ar,x-cr,x-gr,x-cagr");

    final RawSidecar sidecar = SharedSidecar.get();

    @TestHTTPResource
    URI app;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<String> other;

    @BeforeEach
    void answer() {
        sidecar.answer(RawSidecar.ok(""));
    }

    private RawSidecar.Request sent(String set, String header) {
        assertThat(RawClient.post(app, "/proxy?set=" + set, header + ": of the request", header + ": twice").status())
                .isEqualTo(204);
        return sidecar.next();
    }

    @ParameterizedTest
    @CsvSource({ "x-c,configured", "x-a,annotated", "x-g,of all", "x-ca,configured", "x-cg,configured", "x-ag,annotated",
            "x-cr,configured", "x-ar,annotated", "x-gr,of all", "x-cagr,configured", "x-empty,of all" })
    void theHighestLevelThatSetsItCounts(String header, String value) {
        assertThat(sent("nothing", header).header(header)).containsExactly(value);
    }

    @ParameterizedTest
    @CsvSource({ "x-c", "x-a", "x-g", "x-r", "x-ca", "x-cg", "x-ag", "x-cr", "x-ar", "x-gr", "x-cagr" })
    void theCallReplacesAllOfThem(String header) {
        assertThat(sent(header.toUpperCase(), header).header(header)).containsExactly("of the call", "and another");
    }

    @Test
    void theCurrentRequestCountsWhereNoLevelSetsIt() {
        assertThat(sent("nothing", "x-r").header("x-r")).containsExactly("of the request", "twice");
    }

    @Test
    void anEmitterWithoutThemHasThoseOfAllEmitters() {
        RawSidecar.Request request = Calls.sent(other.send("hello"));
        assertThat(request.header("x-cagr")).containsExactly("of all");
        assertThat(request.header("x-c")).isEmpty();
        assertThat(request.header("x-a")).isEmpty();
    }

    @Test
    void oneCallSaysNothingToTheNext() {
        Calls.sent(other.send(InvokeMethodParameters.of("hello").header("x-g", "of the call")));
        assertThat(Calls.sent(other.send("hello")).header("x-g")).containsExactly("of all");
    }

    @Path("/proxy")
    public static class Proxy {

        @Inject
        @DaprInvoke(name = "payload", appId = "orders", methodName = "create", headers = { "x-a: annotated",
                "X-CA:annotated", "x-ag : \t annotated ", "x-ar: annotated", "x-cagr: annotated", "x-empty: ${nothing:}" })
        Emitter<String> payload;

        @POST
        public Uni<Void> send(@QueryParam("set") String set, String body) {
            InvokeMethodParameters<String> call = InvokeMethodParameters.of(body);
            return payload.send(set.equals("nothing") ? call : call.header(set, "of the call").header(set, "and another"));
        }
    }
}
