package io.quarkiverse.daprinvoke.test.invocation.precedence;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Every member of the annotation may take its value, or a part of it, from configuration.
 */
class ConfigExpressionTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("my.app", "bakery")
            .overrideRuntimeConfigKey("my.namespace", "production")
            .overrideRuntimeConfigKey("my.method", "bread/{kind}")
            .overrideRuntimeConfigKey("my.verb", "put")
            .overrideRuntimeConfigKey("my.type", "text/html")
            .overrideRuntimeConfigKey("my.address", SharedSidecar.other().url())
            .overrideRuntimeConfigKey("my.name", "resolved")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.resolved.method-name", "configured")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.nested.app-id", "${my.app}-2");

    @Inject
    @DaprInvoke(appId = "${my.app}", methodName = "${my.method}", httpVerb = "${my.verb}", contentType = "${my.type}", daprAddress = "${my.address}")
    Emitter<String> whole;

    @Inject
    @DaprInvoke(appId = "${my.app}.${my.namespace}", methodName = "v1/${my.app}/{kind}?of=${my.namespace}", httpVerb = "p${my.rest:atch}", contentType = "text/${my.subtype:plain}; charset=utf-8", daprAddress = "${my.address}/${my.base:dapr}")
    Emitter<String> parts;

    @Inject
    @DaprInvoke(appId = "${none.app:fallback}", methodName = "${none.method:${my.verb}}", httpVerb = "${none.verb:DELETE}", contentType = "${none.type:}", daprAddress = "${none.address:}")
    Emitter<String> defaults;

    @Inject
    @DaprInvoke(name = "${my.name}", appId = "shop", methodName = "declared")
    Emitter<String> name;

    @Inject
    @DaprInvoke(name = "nested", methodName = "m")
    Emitter<String> inConfiguration;

    @BeforeEach
    void answer() {
        SharedSidecar.get().answer(RawSidecar.ok(""));
        SharedSidecar.other().answer(RawSidecar.ok(""));
    }

    @Test
    void aWholeMemberComesFromConfiguration() {
        Calls.item(whole.send(InvokeMethodParameters.of("x").binding("kind", "rye")));
        RawSidecar.Request request = SharedSidecar.other().next();
        assertThat(request.requestLine()).isEqualTo("PUT /v1.0/invoke/bakery/method/bread/rye HTTP/1.1");
        assertThat(request.header("content-type")).containsExactly("text/html");
    }

    @Test
    void aPartOfAMemberComesFromConfigurationAndPlaceholdersStay() {
        Calls.item(parts.send(InvokeMethodParameters.of("x").binding("kind", "rye")));
        RawSidecar.Request request = SharedSidecar.other().next();
        assertThat(request.requestLine()).isEqualTo(
                "PATCH /dapr/v1.0/invoke/bakery.production/method/v1/bakery/rye?of=production HTTP/1.1");
        assertThat(request.header("content-type")).containsExactly("text/plain; charset=utf-8");
    }

    @Test
    void theDefaultCountsIfNothingIsConfigured() {
        RawSidecar.Request request = Calls.sent(defaults.send("x"));
        assertThat(request.requestLine()).isEqualTo("DELETE /v1.0/invoke/fallback/method/put HTTP/1.1");
        assertThat(request.header("content-type")).containsExactly("text/plain");
    }

    @Test
    void theNameOfAnEmitterComesFromConfiguration() {
        assertThat(Calls.sent(name.send("x")).requestLine())
                .isEqualTo("POST /v1.0/invoke/shop/method/configured HTTP/1.1");
    }

    @Test
    void theConfigurationOfAnEmitterMayHoldExpressionsToo() {
        assertThat(Calls.sent(inConfiguration.send("x")).requestLine())
                .isEqualTo("POST /v1.0/invoke/bakery-2/method/m HTTP/1.1");
    }
}
