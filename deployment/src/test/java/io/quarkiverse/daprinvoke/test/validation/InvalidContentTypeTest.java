package io.quarkiverse.daprinvoke.test.validation;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;

class InvalidContentTypeTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp
            .build("The contentType [text/plain; charset=€] of @DaprInvoke is invalid, The value of the header "
                    + "content-type contains a character that is not allowed in a header, such as a line break: "
                    + "io.quarkiverse.daprinvoke.test.validation.InvalidContentTypeTest#emitter. Correct it");

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create", contentType = "text/plain; charset=€")
    Emitter<String> emitter;

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
