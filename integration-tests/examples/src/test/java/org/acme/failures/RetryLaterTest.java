package org.acme.failures;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import org.acme.calls.Order;
import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;

/**
 * The mapper of a resource wins over that of the extension, for its exception only.
 */
@QuarkusTest
class RetryLaterTest {

    private static final Order ORDER = new Order("o-1", "tea", 2);

    @InjectDaprSidecar
    DaprSidecar sidecar;

    @Test
    void theMapperAnswersForOneException() {
        sidecar.on("orders", "create").reset().then().reply(500);

        given().contentType("application/json").body(ORDER).when().post("/retry-later").then().statusCode(503)
                .header("Retry-After", nullValue()).body(equalTo(""));
        given().contentType("application/json").body(ORDER).when().post("/retry-later").then().statusCode(502)
                .contentType("application/problem+json");
    }

    @Test
    void onlyCallsThatWereNotSentAreToBeRepeated() {
        InvocationTarget target = new InvocationTarget("orders", "create", "POST");
        RetryLaterResource resource = new RetryLaterResource();

        assertThat(resource.retryLater(new SidecarUnavailableException(target, "not sent", false, null))
                .getHeaderString("Retry-After")).isEqualTo("5");
        assertThat(resource.retryLater(new SidecarUnavailableException(target, "lost", true, null))
                .getHeaderString("Retry-After")).isNull();
    }
}
