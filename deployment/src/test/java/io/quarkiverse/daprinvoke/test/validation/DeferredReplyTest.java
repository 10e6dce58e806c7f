package io.quarkiverse.daprinvoke.test.validation;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.concurrent.CompletionStage;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;

class DeferredReplyTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.build("The payload and the response of an emitter must be values, which "
            + "java.util.concurrent.CompletionStage<java.lang.String> is not: "
            + "io.quarkiverse.daprinvoke.test.validation.DeferredReplyTest#emitter. Use the type of the "
            + "value; the methods of the emitter return a Uni of it");

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<String, CompletionStage<String>> emitter;

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
