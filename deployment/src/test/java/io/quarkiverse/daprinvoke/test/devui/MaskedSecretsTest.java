package io.quarkiverse.daprinvoke.test.devui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.runtime.Emitters;
import io.quarkiverse.daprinvoke.runtime.config.DaprInvokeConfig;
import io.quarkiverse.daprinvoke.runtime.dev.DaprInvokeJsonRpcService;
import io.quarkiverse.daprinvoke.runtime.dev.RecordedCalls;
import io.quarkiverse.daprinvoke.runtime.dev.SentCall;
import io.quarkiverse.daprinvoke.runtime.restclient.DaprServices;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The Dev UI masks the secrets of a call in its response, because an application may return parts of the request.
 */
class MaskedSecretsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.api-token", "secret-of-dapr")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.headers.\"X-Api-Key\"", "secret-key")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.payload.headers.authorization", "Bearer secret-bearer");

    @Inject
    @DaprInvoke(name = "payload", appId = "orders", methodName = "create", headers = { "cookie: secret-cookie",
            "x-tenant: acme" })
    Emitter<String> payload;

    @Inject
    Emitters emitters;

    @Inject
    Instance<DaprServices> services;

    @Inject
    ObjectMapper mapper;

    @Inject
    DaprInvokeConfig config;

    private final RawSidecar sidecar = SharedSidecar.get();
    private DaprInvokeJsonRpcService service;

    @BeforeEach
    void open() {
        service = new DaprInvokeJsonRpcService(emitters, services, new RecordedCalls(), mapper, config);
    }

    private SentCall send(RawSidecar.Answer answer) {
        sidecar.answer(answer);
        SentCall sent = Calls.item(service.send(0, Map.of(), "x", false));
        RawSidecar.Request request = sidecar.next();
        assertThat(request.header("authorization")).containsExactly("Bearer secret-bearer");
        assertThat(request.header("x-api-key")).containsExactly("secret-key");
        assertThat(request.header("cookie")).containsExactly("secret-cookie");
        return sent;
    }

    @Test
    void inAReply() {
        SentCall sent = send(RawSidecar.raw("HTTP/1.1 200 OK\r\nX-Echo: Bearer secret-bearer\r\nX-Tenant: acme\r\n"
                + "Content-Length: 71\r\n\r\n",
                "secret-bearer|secret-of-dapr|secret-key|secret-cookie|Bearer secret-bea".getBytes()));
        assertThat(sent.body()).isEqualTo("***|***|***|***|Bearer secret-bea");
        assertThat(sent.headers()).containsExactly("X-Echo: ***", "X-Tenant: acme", "Content-Length: 71");
    }

    @Test
    void inAFailure() {
        SentCall sent = send(RawSidecar.json(500, "{\"errorCode\":\"ERR_secret-key\",\"message\":\"got secret-bearer\"}"));
        assertThat(sent.message()).contains("ERR_***: got ***").doesNotContain("secret");
        assertThat(sent.errorCode()).isEqualTo("ERR_***");
        assertThat(sent.body()).contains("got ***").doesNotContain("secret");
    }

    @Test
    void inWhatIsToldOfTheEmitter() {
        assertThat(service.emitters().toString()).doesNotContain("secret");
    }
}
