package io.quarkiverse.daprinvoke.it.failures;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class FailuresTest {

    /** The exception, whether the call may have been sent, and Dapr's error if there is one. */
    @ParameterizedTest
    @CsvSource({
            "refused-by-the-app, InvocationStatusException true 418 ERR_TEAPOT short and stout",
            "too-slow, InvocationTimeoutException true",
            "invalid-target, InvalidInvocationTargetException false",
            "unencodable, PayloadEncodingException false",
            "undecodable, ResponseDecodingException true",
            "no-sidecar, SidecarUnavailableException false"
    })
    void haveExceptionsOfTheirOwn(String failure, String expected) {
        when().get("/failures/" + failure).then().statusCode(200).body(equalTo(expected));
    }

    @Test
    void theErrorOfTheSidecarIsRead() {
        when().get("/failures/unknown-app").then().statusCode(200)
                .body(startsWith("InvocationStatusException true 500 ERR_DIRECT_INVOKE "));
    }
}
