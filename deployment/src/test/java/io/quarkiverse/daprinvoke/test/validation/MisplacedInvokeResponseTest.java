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

/**
 * Without the type of its body, as a payload, or within another one, it would be read and written as if it were JSON.
 */
class MisplacedInvokeResponseTest {

    private static final String RESPONSE = "io.quarkiverse.daprinvoke.InvokeResponse";

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.build("Found 5 problems with @DaprInvoke:\n"
            + fault(1, "nested",
                    "RequestEmitter<java.lang.String, " + RESPONSE + "<" + RESPONSE + "<java.lang.Integer>>>")
            + "\n"
            + fault(2, "payload", "Emitter<" + RESPONSE + "<java.lang.String>>") + "\n"
            + fault(3, "payloadOfRequest", "RequestEmitter<" + RESPONSE + "<java.lang.String>, java.lang.String>") + "\n"
            + fault(4, "rawPayload", "Emitter<" + RESPONSE + ">") + "\n"
            + fault(5, "rawReply", "RequestEmitter<java.lang.String, " + RESPONSE + ">"));

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<String, InvokeResponse<InvokeResponse<Integer>>> nested;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<InvokeResponse<String>> payload;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<InvokeResponse<String>, String> payloadOfRequest;

    @SuppressWarnings("rawtypes")
    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<InvokeResponse> rawPayload;

    @SuppressWarnings("rawtypes")
    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<String, InvokeResponse> rawReply;

    private static String fault(int number, String field, String type) {
        return "\t[" + number + "] InvokeResponse must be the whole response, with the type of its body: "
                + "io.quarkiverse.daprinvoke.test.validation.MisplacedInvokeResponseTest#" + field
                + " is io.quarkiverse.daprinvoke." + type
                + ". Write for example RequestEmitter<Order, InvokeResponse<Receipt>>";
    }

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
