package io.quarkiverse.daprinvoke.test.validation;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

class DeferredBodyOfInvokeResponseTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.build("The payload and the response of an emitter must be values, which "
            + "io.smallrye.mutiny.Uni<java.lang.String> is not: "
            + "io.quarkiverse.daprinvoke.test.validation.DeferredBodyOfInvokeResponseTest#emitter. Use the type of the "
            + "value; the methods of the emitter return a Uni of it");

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<String, InvokeResponse<Uni<String>>> emitter;

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
