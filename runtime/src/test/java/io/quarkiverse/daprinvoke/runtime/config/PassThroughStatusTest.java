package io.quarkiverse.daprinvoke.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/** Clients of REST resources receive the configured statuses of called applications, and none of the sidecar's. */
class PassThroughStatusTest {

    private static boolean covers(String value, int status, String body, String errorCode) {
        return PassThroughStatus.of(value).covers(new InvocationStatusException(new InvocationTarget("orders", "create", "GET"),
                new InvokeResponse<>(status, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(body)), errorCode, null));
    }

    @ParameterizedTest
    @CsvSource({ "off,400,false", "off,404,false", "off,500,false", "4xx,399,false", "4xx,400,true", "4xx,404,true",
            "4xx,499,true", "4xx,500,false", "all,304,true", "all,400,true", "all,404,true", "all,500,true", "all,503,true" })
    void coversTheConfiguredStatuses(String value, int status, boolean covered) {
        assertThat(covers(value, status, "", null)).isEqualTo(covered);
    }

    @ParameterizedTest
    @ValueSource(ints = { 407, 408, 421, 426, 431 })
    void coversNoneThatIsAboutTheConnection(int status) {
        assertThat(covers("4xx", status, "", null)).isFalse();
        assertThat(covers("all", status, "", null)).isFalse();
    }

    @Test
    void coversNoneOfTheSidecar() {
        assertThat(covers("all", 404, "", "ERR_X")).isFalse();
        assertThat(covers("all", 401, "invalid api token\n", null)).isFalse();
        assertThat(covers("all", 401, "expired", null)).isTrue();
        assertThat(covers("all", 403, "invalid api token", null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "4XX", "5xx", "on" })
    void anyOtherValueIsRefused(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> PassThroughStatus.of(value))
                .withMessage("quarkus.dapr-invoke.rest.pass-through-status must be off, 4xx or all");
    }
}
