package io.quarkiverse.daprinvoke.test.validation;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.InputStream;
import java.util.Optional;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * The content of an {@code Optional} must be a value with a type.
 */
class OptionalTypesTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.build("Found 7 problems with @DaprInvoke:\n"
            + fault(1, "nested", "java.util.Optional<java.util.Optional<java.lang.String>>") + "\n"
            + fault(2, "nothing", "java.util.Optional<java.lang.Void>") + "\n"
            + fault(3, "raw", "java.util.Optional") + "\n"
            + fault(4, "rawInResponse", "io.quarkiverse.daprinvoke.InvokeResponse<java.util.Optional>") + "\n"
            + fault(5, "response",
                    "java.util.Optional<io.quarkiverse.daprinvoke.InvokeResponse<java.lang.String>>")
            + "\n"
            + fault(6, "stream", "java.util.Optional<io.smallrye.mutiny.Multi<io.vertx.core.buffer.Buffer>>") + "\n"
            + "\t[7] The payload and the response of an emitter must be values, which java.io.InputStream is not: "
            + "io.quarkiverse.daprinvoke.test.validation.OptionalTypesTest#unsuitable. Read it and use byte[], Buffer or String, "
            + "or a Multi<Buffer> to stream it");

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<String, Optional<Optional<String>>> nested;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<String, Optional<Void>> nothing;

    @SuppressWarnings("rawtypes")
    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<String, Optional> raw;

    @SuppressWarnings("rawtypes")
    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<String, InvokeResponse<Optional>> rawInResponse;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<String, Optional<InvokeResponse<String>>> response;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<String, Optional<Multi<Buffer>>> stream;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<String, Optional<InputStream>> unsuitable;

    private static String fault(int number, String field, String reply) {
        return "\t[" + number + "] An Optional response must have the type of a value that is read as a whole: "
                + "io.quarkiverse.daprinvoke.test.validation.OptionalTypesTest#" + field
                + " is io.quarkiverse.daprinvoke.RequestEmitter<java.lang.String, " + reply
                + ">. Write for example RequestEmitter<Order, Optional<Receipt>>";
    }

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
