package io.quarkiverse.daprinvoke.test.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * JSON that is not of the application's types is what it is, even if the application's mapper wraps objects or adds types.
 */
class MapperOfTheApplicationTest {

    private static final String ERROR = "{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"m\"}";

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Orders.class, Wrapping.class);

    private final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<String, JsonObject> emitter;

    @Test
    void errorJsonOfDaprIsRead() {
        sidecar.answer(RawSidecar.json(500, ERROR));
        InvocationStatusException failure = Calls.failure(InvocationStatusException.class, emitter.request("x"));
        assertThat(failure.errorCode()).isEqualTo("ERR_DIRECT_INVOKE");
        assertThat(failure.errorMessage()).isEqualTo("m");
    }

    @Test
    void jsonObjectIsTheReply() {
        sidecar.answer(RawSidecar.json(200, "{\"a\":[1]}"));
        assertThat(Calls.item(emitter.request("x"))).isEqualTo(new JsonObject().put("a", new JsonArray().add(1)));
    }

    @Test
    void problemDetailsAreWrittenAsTheRfcHasThem() {
        sidecar.answer(RawSidecar.json(500, ERROR));
        assertThat(RestAssured.get("/orders").asString())
                .isEqualTo(
                        "{\"title\":\"Bad Gateway\",\"status\":502,\"detail\":\"The invocation of another application failed\"}");
    }

    @Singleton
    public static class Wrapping implements ObjectMapperCustomizer {
        @Override
        public void customize(ObjectMapper mapper) {
            mapper.enable(SerializationFeature.WRAP_ROOT_VALUE).enable(DeserializationFeature.UNWRAP_ROOT_VALUE)
                    .activateDefaultTyping(mapper.getPolymorphicTypeValidator());
        }
    }

    @Path("/orders")
    public static class Orders {
        @Inject
        @DaprInvoke(appId = "shop", methodName = "m")
        RequestEmitter<String, JsonObject> emitter;

        @GET
        public Uni<String> get() {
            return emitter.request("x").map(JsonObject::encode);
        }
    }
}
