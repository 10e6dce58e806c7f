package io.quarkiverse.daprinvoke.test.invocation.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.PayloadEncodingException;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;

/**
 * A payload that cannot become a body fails the call before anything is sent.
 */
class UnencodablePayloadTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "orders/{id}?a=b")
    Emitter<Broken> broken;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<Endless> endless;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<Faulty> faulty;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<Object> object;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<JsonObject> json;

    @BeforeEach
    void answer() {
        sidecar.answer(RawSidecar.ok(""));
    }

    private void assertRefused(Class<?> type, String method, Uni<Void> call) {
        PayloadEncodingException failure = Calls.failure(PayloadEncodingException.class, call);
        assertThat(failure)
                .hasMessage("The payload of type " + type.getName() + " for POST shop/" + method + " could not be encoded");
        assertThat(failure.getCause()).isNotNull();
        Calls.assertTarget(failure, "POST", "shop", method);
        Calls.assertNothingSentBefore(object.send("later"), "POST /v1.0/invoke/shop/method/m HTTP/1.1");
    }

    @Test
    void becauseItThrows() {
        Uni<Void> call = broken.send(InvokeMethodParameters.of(new Broken()).binding("id", "7"));
        assertRefused(Broken.class, "orders/7", call);
        assertThat(Calls.failure(PayloadEncodingException.class, call).getCause())
                .isInstanceOf(JsonMappingException.class).hasMessageContaining("a getter fails");
    }

    @Test
    void becauseItHoldsItself() {
        assertRefused(Endless.class, "m", endless.send(new Endless()));
    }

    @ParameterizedTest
    @ValueSource(classes = { NoClassDefFoundError.class, StackOverflowError.class, ExceptionInInitializerError.class })
    void becauseItsSerializerHasAnError(Class<? extends Error> error) {
        Uni<Void> call = faulty.send(new Faulty(error));
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        assertThatCode(() -> call.subscribe().with(sent -> outcome.complete(null), outcome::complete))
                .doesNotThrowAnyException();
        assertThat(outcome).isCompletedWithValueMatching(PayloadEncodingException.class::isInstance);
        assertThat(outcome.join()).hasCauseExactlyInstanceOf(error);
        assertRefused(Faulty.class, "m", call);
        assertRefused(Faulty.class, "m", object.send(new Faulty(error)));
        assertThatThrownBy(() -> faulty.sendAndAwait(new Faulty(error)))
                .isExactlyInstanceOf(PayloadEncodingException.class).hasCauseExactlyInstanceOf(error);
    }

    @Test
    void becauseTheTypeAtRunTimeHasNoJson() {
        assertRefused(Opaque.class, "m", object.send(new Opaque()));
    }

    @Test
    void becauseJsonOfVertxHoldsWhatIsNone() {
        assertRefused(JsonObject.class, "m", json.send(new JsonObject().put("opaque", new Opaque())));
    }

    @Test
    void becauseItIsNoValue() {
        assertNoValue(Uni.createFrom().item("x"), "Use the type of the value");
        assertNoValue(CompletableFuture.completedFuture("x"), "Use the type of the value");
        assertNoValue(InputStream.nullInputStream(), "Read it");
        assertNoValue(Stream.of("x"), "Use a List");
        assertNoValue(new InvokeResponse<>(200, MultiMap.caseInsensitiveMultiMap(), "x"), "Use the type of its body");
        Calls.assertNothingSentBefore(object.send("later"), "POST /v1.0/invoke/shop/method/m HTTP/1.1");
    }

    private void assertNoValue(Object payload, String advice) {
        for (Uni<Void> call : List.of(object.send(payload), object.send(InvokeMethodParameters.of(payload)))) {
            PayloadEncodingException failure = Calls.failure(PayloadEncodingException.class, call);
            assertThat(failure).hasMessageStartingWith("The payload of type " + payload.getClass().getName()
                    + " for POST shop/m could not be encoded: it is not a value. " + advice);
            assertThat(failure.mayHaveBeenSent()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "\uD83D", "a\uDE00" })
    void becauseItIsTextWithHalfASurrogatePair(String text) {
        for (Object payload : List.of(text, new StringBuilder(text))) {
            assertThat(Calls.failure(PayloadEncodingException.class, object.send(payload))).hasMessage("The payload of type "
                    + payload.getClass().getName() + " for POST shop/m could not be encoded: it is not well-formed Unicode "
                    + "text, because it contains half of a surrogate pair");
        }
        Calls.assertNothingSentBefore(object.send("later"), "POST /v1.0/invoke/shop/method/m HTTP/1.1");
    }

    public static class Broken {
        public String getName() {
            throw new IllegalStateException("a getter fails");
        }
    }

    public static class Endless {
        public Endless getSelf() {
            return this;
        }
    }

    @JsonSerialize(using = FaultySerializer.class)
    public record Faulty(Class<? extends Error> error) {
    }

    public static class FaultySerializer extends JsonSerializer<Faulty> {
        @Override
        public void serialize(Faulty value, JsonGenerator generator, SerializerProvider serializers) {
            try {
                throw value.error().getConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public static class Opaque {
    }
}
