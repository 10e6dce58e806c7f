package io.quarkiverse.daprinvoke.test.validation;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;

/**
 * At run time such an array has no type arguments of its elements.
 */
class ArrayOfGenericTypeTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.build("Found 3 problems with @DaprInvoke:\n"
            + fault(1, "nested", "Emitter<java.util.List<java.util.List<java.lang.String>[]>>") + "\n"
            + fault(2, "payload", "Emitter<java.util.List<java.lang.String>[]>") + "\n"
            + fault(3, "reply", "RequestEmitter<java.lang.String, java.util.List<java.lang.String>[][]>"));

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<List<List<String>[]>> nested;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<List<String>[]> payload;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<String, List<String>[][]> reply;

    private static String fault(int number, String field, String type) {
        return "\t[" + number + "] The type arguments of an injected emitter must be concrete types, because its JSON is "
                + "prepared for them: io.quarkiverse.daprinvoke.test.validation.ArrayOfGenericTypeTest#" + field
                + " is io.quarkiverse.daprinvoke." + type + ". Write for example Emitter<Order>, or Emitter<Object> to "
                + "send payloads of any type";
    }

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
