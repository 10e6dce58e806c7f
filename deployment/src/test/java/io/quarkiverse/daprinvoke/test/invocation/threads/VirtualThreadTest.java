package io.quarkiverse.daprinvoke.test.invocation.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * A virtual thread may wait for a call, and what it subscribes to arrives on the context of its request.
 */
class VirtualThreadTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    @BeforeEach
    void onlyWhereThereAreVirtualThreads() {
        String missing = "Virtual threads need Java 21, this is Java " + Runtime.version().feature();
        if (Runtime.version().feature() < 21) {
            System.out.println(missing);
        }
        assumeTrue(Runtime.version().feature() >= 21, missing);
        SharedSidecar.get().answer(RawSidecar.ok("ok"));
    }

    @Test
    void waitsForACall() {
        assertThat(RestAssured.get("/await").then().statusCode(200).extract().asString()).isEqualTo("virtual: true, ok");
    }

    @Test
    void isGivenTheOutcomeOnTheContextOfItsRequest() {
        assertThat(RestAssured.get("/subscribe").then().statusCode(200).extract().asString())
                .isEqualTo("virtual: true, ok, same context: true");
    }

    @Path("/")
    @RunOnVirtualThread
    public static class Resource {

        @Inject
        @DaprInvoke(appId = "shop", methodName = "m")
        RequestEmitter<String, String> emitter;

        @GET
        @Path("await")
        public String await() {
            emitter.sendAndAwait("x");
            return "virtual: " + isVirtual() + ", " + emitter.requestAndAwait("x");
        }

        @GET
        @Path("subscribe")
        public String subscribe() {
            Context context = Vertx.currentContext();
            return "virtual: " + isVirtual() + ", " + emitter.request("x")
                    .map(reply -> reply + ", same context: " + (context != null && Vertx.currentContext() == context))
                    .await().indefinitely();
        }

        /** Compiled for a Java that has none. */
        private static boolean isVirtual() {
            try {
                return (boolean) Thread.class.getMethod("isVirtual").invoke(Thread.currentThread());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
