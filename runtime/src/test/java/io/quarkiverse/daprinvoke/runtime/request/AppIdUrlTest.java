package io.quarkiverse.daprinvoke.runtime.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.InvocationTarget;

/** A URL in the place of an app ID, which only annotations and configuration may hold. */
class AppIdUrlTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://127.0.0.1:9             | http%3A%2F%2F127.0.0.1%3A9
            https://shop.example           | https%3A%2F%2Fshop.example
            http://Host:8080/api/v1        | http%3A%2F%2FHost%3A8080%2Fapi%2Fv1
            http://[::1]:8080              | http%3A%2F%2F%5B%3A%3A1%5D%3A8080
            http://my_side:8080/a_b        | http%3A%2F%2Fmy_side%3A8080%2Fa_b
            http://h/methods/a-method/x.y  | http%3A%2F%2Fh%2Fmethods%2Fa-method%2Fx.y
            http://h/a;b=1,c@d!$&'()*~_    | http%3A%2F%2Fh%2Fa%3Bb%3D1%2Cc%40d%21%24%26%27%28%29%2A~_
            """, quoteCharacter = '"')
    void isOneSegmentOfTheRequestLine(String url, String written) {
        TargetTemplate template = TargetTemplate.of("/base", url, "x/{id}", "POST");
        ResolvedTarget target = template.resolve(name -> "7");
        assertThat(target.uri()).isEqualTo("/base/v1.0/invoke/" + written + "/method/x/7");
        assertThat(target.describe()).isEqualTo(new InvocationTarget(url, "x/7", "POST"));
        assertThat(DaprdRouting.of(target.uri().substring(5))).isEqualTo(new DaprdRouting(url, "x/7", null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://                      | it is not a URL: Expected authority
            http:///x                    | it does not name a valid host and port
            http://h:0                   | it does not name a valid host and port
            http://h:65536               | it does not name a valid host and port
            http://a_b:x                 | it does not name a valid host and port
            http://u@a_b                 | it must not contain user information
            http://u:p@h                 | it must not contain user information
            http://h?q                   | it must not contain a query or a fragment
            http://h/x#f                 | it must not contain a query or a fragment
            http://h/a//b                | its path must not contain empty or dot segments
            http://h/../b                | its path must not contain empty or dot segments
            http://h/a/.                 | its path must not contain empty or dot segments
            http://h/%2E%2e/b            | a URL in the place of an app ID must not contain white space, '%', '+' or non-ASCII characters
            http://h/a/                  | a URL in the place of an app ID must not end with a slash
            http://h/                    | a URL in the place of an app ID must not end with a slash
            http://{h}                   | a URL in the place of an app ID must not contain placeholders
            http://h/}                   | a URL in the place of an app ID must not contain placeholders
            'http://h '                  | a URL in the place of an app ID must not contain white space, '%', '+' or non-ASCII characters
            http://h/a%20b               | a URL in the place of an app ID must not contain white space, '%', '+' or non-ASCII characters
            http://h/a+b                 | a URL in the place of an app ID must not contain white space, '%', '+' or non-ASCII characters
            http://h/é                   | a URL in the place of an app ID must not contain white space, '%', '+' or non-ASCII characters
            http://h/\u007F             | a URL in the place of an app ID must not contain white space, '%', '+' or non-ASCII characters
            http://h/method/x            | the host and the path segments of a URL in the place of an app ID must not be 'method', because the sidecar ends the URL there
            http://h/method              | the host and the path segments of a URL in the place of an app ID must not be 'method', because the sidecar ends the URL there
            http://method                | the host and the path segments of a URL in the place of an app ID must not be 'method', because the sidecar ends the URL there
            """, quoteCharacter = '"')
    void isRefusedIfItCannotBeCalled(String url, String message) {
        String unquoted = url.replace("'", "");
        assertThatIllegalArgumentException().isThrownBy(() -> TargetTemplate.checkAppId(unquoted)).withMessage(message);
        assertThatIllegalArgumentException().isThrownBy(() -> TargetTemplate.of("", unquoted, "x", "POST"))
                .withMessage(message);
    }

    @Test
    void aRefusalDoesNotRepeatIt() {
        assertThatIllegalArgumentException().isThrownBy(() -> TargetTemplate.checkAppId("http://user:secret@h"))
                .withMessageNotContaining("secret");
        assertThatIllegalArgumentException().isThrownBy(() -> TargetTemplate.checkAppId("http://user:secret@h h"))
                .withMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://127.0.0.1:9", "https://h", "http://" })
    void aCallNeverNamesOne(String url) {
        String message = "The target of the call is invalid: " + TargetSyntax.APP_ID_RULE;
        for (String declared : new String[] { "orders", "http://127.0.0.1:9", "{app}" }) {
            TargetTemplate template = TargetTemplate.of("", declared, "x", "POST");
            assertThatExceptionOfType(InvalidInvocationTargetException.class)
                    .isThrownBy(() -> template.with(url, null, null)).withMessage(message);
        }
        TargetTemplate placeholder = TargetTemplate.of("", "{app}", "x", "POST");
        assertThatExceptionOfType(InvalidInvocationTargetException.class).isThrownBy(() -> placeholder.resolve(name -> url))
                .withMessage(message);
        TargetTemplate ofTheCall = placeholder.with("{app}", null, null);
        assertThatExceptionOfType(InvalidInvocationTargetException.class).isThrownBy(() -> ofTheCall.resolve(name -> url))
                .withMessage(message);
    }

    @Test
    void aCallMayHaveAnotherMethodNameAndVerb() {
        ResolvedTarget target = TargetTemplate.of("", "http://h", "x", "POST").with(null, "y", "get").resolve(name -> null);
        assertThat(target.verb().name() + " " + target.uri()).isEqualTo("GET /v1.0/invoke/http%3A%2F%2Fh/method/y");
    }
}
