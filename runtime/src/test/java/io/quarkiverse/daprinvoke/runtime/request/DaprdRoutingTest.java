package io.quarkiverse.daprinvoke.runtime.request;

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

    /** Observed in old and new versions: the decoded path in the called application. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x/y!%20z   | x/y! z   | x/y! z
            x/         | x/       | x
            x%23y      | x        | -
            x%3Fy      | x        | -
            x%0Dy      | x\\ry    | -
            x%2Fy      | x/y      | x/y
            a%2523b    | a#b      | a#b
            a%253Fb    | a?b      | a?b
            100%2525   | 100%     | 100%
            x/%2E%2E/y | x/../y   | y
            %2E%2E/x   | ../x     | x
            """, nullValues = "-")
    void knowsHowVersionsDiffer(String method, String old, String current) {
        String decoded = "/v1.0/invoke/a/method/" + DaprdRouting.decode(method, false);
        assertThat(DaprdRouting.old(decoded, null).method()).isEqualTo(old.replace("\\r", "\r"));
        if (current == null) {
            assertThatThrownBy(() -> DaprdRouting.current(decoded, null)).hasMessage("the method is invalid");
        } else {
            assertThat(DaprdRouting.current(decoded, null).method()).isEqualTo(current);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1.0/invoke/a/method/../../../shutdown | the router sees another path
            /v1.0/invoke/../method/x                | the router sees another path
            /v1.0/invoke//method/x                  | the router sees another path
            /v1.0/invoke/a/method/x//y              | the router sees another path
            /v1.0/state/a/method/x                  | another API is called
            /v1.0/invoke/a/method                   | no app ID is found
            /v1.0/invoke/a.b.c/method/x             | the app ID is invalid
            /v1.0/invoke/%2Fa/method/x              | the app ID is invalid
            /v1.0/invoke/a%1Fb/method/x             | the app ID is invalid
            /v1.0/invoke/a%7Fb/method/x             | the app ID is invalid
            /v1.0/invoke/app%2Fmethod%2Fx/method/y  | old versions do not agree
            /v1.0/invoke/http%3A%2F%2Fh%2Fmethod%2Fx/method/y | old versions do not agree
            /v1.0/invoke/http%3A%2F%2Fmethod/method/y | old versions do not agree
            /v1.0/invoke/a%2Bb/method/x             | old versions do not agree
            /v1.0/invoke/a%252Fb/method/x           | old versions do not agree
            /v1.0/invoke/a/method/%2e%2e/x          | an escape has no upper-case hexadecimal digits
            /v1.0/invoke/a/method/%2E%2E/x          | old and new versions do not agree
            /v1.0/invoke/a/method/%2E               | old and new versions do not agree
            /v1.0/invoke/a/method/x%2F..%2Fy        | old and new versions do not agree
            /v1.0/invoke/a/method/x%2F%2Fy          | old and new versions do not agree
            /v1.0/invoke/a/method/x%3Fy             | old versions do not agree
            /v1.0/invoke/a/method/x%23y             | old versions do not agree
            /v1.0/invoke/a/method/x%2541y           | old versions do not agree
            /v1.0/invoke/a/method/100%25            | an escape is cut off
            /v1.0/invoke/a/method/x%5Cy             | some applications take a backslash for a slash
            /v1.0/invoke/a/method/x%00y             | the method is invalid
            /v1.0/invoke/a/method/x%C2%85y          | the method is invalid
            /v1.0/invoke/a/method/x%FFy             | an escape is no UTF-8
            /v1.0/invoke/a/method/x%C3              | an escape is no UTF-8
            /v1.0/invoke/a/method/%C0%AE%C0%AE/x    | an escape is no UTF-8
            /v1.0/invoke/a/method/x%ED%A0%80        | an escape is no UTF-8
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
