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
import io.smallrye.mutiny.Uni;

/**
 * The address of an emitter's configuration wins over that of its annotation, which wins over the configured sidecar. The
 * API token is for the configured sidecar only.
 */
class SidecarOfAnEmitterTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.api-token", "secret-token")
            .overrideRuntimeConfigKey("sidecar.other", SharedSidecar.other().url())
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.away.dapr-address", SharedSidecar.other().url() + "/away/")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.back.dapr-address", SharedSidecar.get().url() + "/back")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.name.dapr-address", SharedSidecar.get().url()
                    .replace("127.0.0.1", "localhost"));

    final RawSidecar sidecar = SharedSidecar.get();
    final RawSidecar other = SharedSidecar.other();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<String> configuredSidecar;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", daprAddress = "${sidecar.other}/base")
    Emitter<String> annotated;

    @Inject
    @DaprInvoke(name = "away", appId = "shop", methodName = "m")
    Emitter<String> configured;

    @Inject
    @DaprInvoke(name = "back", appId = "shop", methodName = "m", daprAddress = "${sidecar.other}")
    Emitter<String> configuredOverAnnotation;

    @Inject
    @DaprInvoke(name = "name", appId = "shop", methodName = "m")
    Emitter<String> otherNameOfTheSameHost;

    @BeforeEach
    void answer() {
        sidecar.answer(RawSidecar.ok(""));
        other.answer(RawSidecar.ok(""));
    }

    private RawSidecar.Request sent(Uni<?> call, RawSidecar to, RawSidecar notTo) {
        Calls.item(call);
        RawSidecar.Request request = to.next();
        assertThat(to.pending()).isZero();
        assertThat(notTo.pending()).isZero();
        return request;
    }

    @Test
    void isTheConfiguredOneByDefaultAndGetsTheTokenOnce() {
        RawSidecar.Request request = sent(configuredSidecar.send("x"), sidecar, other);
        assertThat(request.requestLine()).isEqualTo("POST /v1.0/invoke/shop/method/m HTTP/1.1");
        assertThat(request.header("dapr-api-token")).containsExactly("secret-token");
    }

    @Test
    void isThatOfTheAnnotationWithoutTheToken() {
        RawSidecar.Request request = sent(annotated.send("x"), other, sidecar);
        assertThat(request.requestLine()).isEqualTo("POST /base/v1.0/invoke/shop/method/m HTTP/1.1");
        assertThat(request.header("host")).containsExactly("127.0.0.1:" + other.port());
        assertThat(request.header("dapr-api-token")).isEmpty();
        assertThat(request.headers()).noneMatch(line -> line.contains("secret-token"));
    }

    @Test
    void isThatOfTheConfigurationWithoutTheToken() {
        RawSidecar.Request request = sent(configured.send("x"), other, sidecar);
        assertThat(request.requestLine()).isEqualTo("POST /away/v1.0/invoke/shop/method/m HTTP/1.1");
        assertThat(request.header("dapr-api-token")).isEmpty();
    }

    @Test
    void isThatOfTheConfigurationBeforeThatOfTheAnnotationAndGetsTheTokenIfItIsTheSameServer() {
        RawSidecar.Request request = sent(configuredOverAnnotation.send("x"), sidecar, other);
        assertThat(request.requestLine()).isEqualTo("POST /back/v1.0/invoke/shop/method/m HTTP/1.1");
        assertThat(request.header("dapr-api-token")).containsExactly("secret-token");
    }

    @Test
    void isAnotherOneIfItHasAnotherName() {
        RawSidecar.Request request = sent(otherNameOfTheSameHost.send("x"), sidecar, other);
        assertThat(request.header("host")).containsExactly("localhost:" + sidecar.port());
        assertThat(request.header("dapr-api-token")).isEmpty();
    }

    @Test
    void keepsItsBasePathWhenTheCallNamesAnotherTarget() {
        RawSidecar.Request request = sent(
                configured.send(InvokeMethodParameters.of("x").appId("bakery").methodName("bread").httpVerb("put")), other,
                sidecar);
        assertThat(request.requestLine()).isEqualTo("PUT /away/v1.0/invoke/bakery/method/bread HTTP/1.1");
        request = sent(annotated.send(InvokeMethodParameters.of("x").appId("bakery")), other, sidecar);
        assertThat(request.requestLine()).isEqualTo("POST /base/v1.0/invoke/bakery/method/m HTTP/1.1");
    }
}
