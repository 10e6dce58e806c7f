package io.quarkiverse.daprinvoke.test.injection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.UnsatisfiedResolutionException;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ClientProxy;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Emitters are looked up by the members of their annotation, apart from the headers.
 */
class LiteralTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Sender.class);

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create", headers = { "x-tenant: acme", "x-user: ada" })
    Emitter<String> unnamed;

    @Inject
    @DaprInvoke(name = "other", appId = "orders", methodName = "create", headers = "x-tenant: other")
    Emitter<String> named;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "find", httpVerb = "GET", notFoundIsEmpty = true)
    RequestEmitter<Void, String> emptyIfNotFound;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "find", httpVerb = "GET")
    RequestEmitter<Void, String> failsIfNotFound;

    @Inject
    Sender sender;

    @Inject
    @Any
    Instance<Emitter<String>> emitters;

    @Inject
    @Any
    Instance<RequestEmitter<Void, String>> requestEmitters;

    @BeforeEach
    void answer() {
        SharedSidecar.get().answer(RawSidecar.ok(""));
    }

    private static DaprInvoke.Literal.Builder create() {
        return DaprInvoke.Literal.builder().appId("orders").methodName("create");
    }

    private static List<String> headers(Emitter<String> emitter) {
        return Calls.sent(emitter.send("hello")).headers().stream().filter(header -> header.startsWith("x-")).toList();
    }

    @Test
    void selectsTheEmitterThatDeclaresTheSame() {
        assertThat(headers(emitters.select(create().build()).get())).containsExactlyInAnyOrder("x-tenant: acme", "x-user: ada");
        assertThat(headers(emitters.select(create().name("other").build()).get())).containsExactly("x-tenant: other");
    }

    @Test
    void tellsNotFoundIsEmptyApart() {
        DaprInvoke.Literal.Builder find = DaprInvoke.Literal.builder().appId("orders").methodName("find").httpVerb("GET");
        assertThat(ClientProxy.<Object> unwrap(requestEmitters.select(find.build()).get()))
                .isSameAs(ClientProxy.unwrap(failsIfNotFound)).isNotSameAs(ClientProxy.unwrap(emptyIfNotFound));
        assertThat(ClientProxy.<Object> unwrap(requestEmitters.select(find.notFoundIsEmpty(true).build()).get()))
                .isSameAs(ClientProxy.unwrap(emptyIfNotFound));
    }

    @Test
    void findsNothingThatNobodyDeclares() {
        DaprInvoke.Literal literal = create().httpVerb("PUT").build();
        assertThat(emitters.select(literal).isUnsatisfied()).isTrue();
        assertThatExceptionOfType(UnsatisfiedResolutionException.class).isThrownBy(() -> emitters.select(literal).get());
    }

    @Test
    void injectionPointsWithTheSameHeadersShareOneEmitter() {
        assertThat(ClientProxy.<Object> unwrap(sender.emitter)).isSameAs(ClientProxy.unwrap(unnamed));
        assertThat(Arc.container().listAll(new TypeLiteral<Emitter<String>>() {
        }, Any.Literal.INSTANCE)).hasSize(2);
    }

    @Dependent
    static class Sender {

        final Emitter<String> emitter;

        Sender(@DaprInvoke(appId = "orders", methodName = "create", headers = { "x-tenant: acme",
                "x-user: ada" }) Emitter<String> emitter) {
            this.emitter = emitter;
        }
    }
}
