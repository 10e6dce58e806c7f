package io.quarkiverse.daprinvoke.runtime.uri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracle of {@link TargetPropertiesTest} must see what is wrong, or that test proves nothing. */
class DaprdRoutingTest {

    @Test
    void findsAppIdMethodAndQuery() {
        assertThat(DaprdRouting.of("/v1.0/invoke/caf%C3%A9.ns/method/a/method/b%20c+d/?x=%2F"))
                .isEqualTo(new DaprdRouting("café.ns", "a/method/b c+d/", "x=%2F"));
        assertThat(DaprdRouting.of("/v1.0/invoke/method/method/")).isEqualTo(new DaprdRouting("method", "", null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1.0/invoke/a/method/../../../shutdown | the router sees another path
            /v1.0/invoke/../method/x                | the router sees another path
            /v1.0/invoke//method/x                  | the router sees another path
            /v1.0/invoke/a/method/x//y              | the router sees another path
            /v1.0/state/a/method/x                  | another API is called
            /v1.0/invoke/a/method                   | no app ID is found
            /v1.0/invoke/app%2Fmethod%2Fx/method/y  | decoding moves the split
            /v1.0/invoke/a%2Bb/method/x             | decoding moves the split
            /v1.0/invoke/a%252Fb/method/x           | decoding moves the split
            /v1.0/invoke/a/method/%2e%2e/x          | an escape has no upper-case hexadecimal digits
            /v1.0/invoke/a/method/%2E%2E/x          | the application is called elsewhere
            /v1.0/invoke/a/method/x%2F..%2Fy        | the application is called elsewhere
            /v1.0/invoke/a/method/x%3Fy             | the method is invalid or read differently later
            /v1.0/invoke/a/method/x%23y             | the method is invalid or read differently later
            /v1.0/invoke/a/method/x%2525y           | the method is invalid or read differently later
            /v1.0/invoke/a/method/x%5Cy             | the method is invalid or read differently later
            /v1.0/invoke/a/method/x%00y             | the method is invalid or read differently later
            /v1.0/invoke/a/method/x%FFy             | an escape is no UTF-8
            /v1.0/invoke/a/method/x%C3              | an escape is no UTF-8
            /v1.0/invoke/a/method/x%2               | an escape is cut off
            /v1.0/invoke/a/method/x%zz              | an escape has no upper-case hexadecimal digits
            /v1.0/invoke/a/method/x y               | the request line is not plain ASCII without spaces
            /v1.0/invoke/a/method/é                 | the request line is not plain ASCII without spaces
            /v1.0/invoke/a/method/x?y#z             | there is a fragment
            """)
    void seesWhatIsWrong(String requestTarget, String problem) {
        assertThatThrownBy(() -> DaprdRouting.of(requestTarget)).isInstanceOf(AssertionError.class).hasMessage(problem);
    }
}
