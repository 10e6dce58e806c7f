package io.quarkiverse.daprinvoke.test.validation;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.Future;

/**
 * All types of deferred values.
 */
class DeferredTypesTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.build("Found 5 problems with @DaprInvoke:\n"
            + fault(1, "completableFuture", "java.util.concurrent.CompletableFuture") + "\n"
            + fault(2, "completionStage", "java.util.concurrent.CompletionStage") + "\n"
            + fault(3, "flow", "java.util.concurrent.Flow$Publisher") + "\n"
            + fault(4, "reactiveStreams", "org.reactivestreams.Publisher") + "\n"
            + fault(5, "vertx", "io.vertx.core.Future"));

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<CompletableFuture<String>> completableFuture;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<CompletionStage<String>> completionStage;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<Flow.Publisher<String>> flow;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<org.reactivestreams.Publisher<String>> reactiveStreams;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<Future<String>> vertx;

    private static String fault(int number, String field, String type) {
        return "\t[" + number + "] The payload and the response of an emitter must be values, which " + type
                + "<java.lang.String> is not: io.quarkiverse.daprinvoke.test.validation.DeferredTypesTest#" + field
                + ". Use the type of the value; the methods of the emitter return a Uni of it";
    }

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
