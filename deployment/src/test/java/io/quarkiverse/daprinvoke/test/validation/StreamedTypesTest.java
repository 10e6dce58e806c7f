package io.quarkiverse.daprinvoke.test.validation;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * Streams of anything but buffers.
 */
class StreamedTypesTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.build("Found 3 problems with @DaprInvoke:\n"
            + fault(1, "payload", "java.lang.String") + "\n"
            + fault(2, "reply", "java.lang.Byte") + "\n"
            + fault(3, "replyWithHead", "java.lang.String"));

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<Multi<String>> payload;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<Multi<Buffer>, Multi<Byte>> reply;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<Multi<io.vertx.mutiny.core.buffer.Buffer>, InvokeResponse<Multi<String>>> replyWithHead;

    private static String fault(int number, String field, String type) {
        return "\t[" + number + "] A streamed payload or reply is a Multi of Buffers, which io.smallrye.mutiny.Multi<" + type
                + "> is not: io.quarkiverse.daprinvoke.test.validation.StreamedTypesTest#" + field
                + ". Write Multi<Buffer>, or the type of a value that is sent or read as a whole";
    }

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
