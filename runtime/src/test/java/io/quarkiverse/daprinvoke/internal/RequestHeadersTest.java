package io.quarkiverse.daprinvoke.internal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadersTest {

    @ParameterizedTest
    @CsvSource({ "X-Custom,value", "x,''", "!#$%&'*+-.^_`|~09azAZ,value", "Accept,text/event-stream", "traceparent,00-1-2-01",
            "X-Tab,a\tb", "X-Utf8,caf\u00C3\u00A9", "dapr-stream,true", "Authorization,Bearer t", "Cookie,a=b",
            "dapr-app-ids,x",
            "destination-app-ids,x", "bin,x", "x-bin-y,x", "xbin,x" })
    void takesHeadersOfTheApplication(String name, String value) {
        assertThatCode(() -> RequestHeaders.check(name, value)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = { "dapr-app-id", "dapr-api-token", "dapr-caller-app-id", "dapr-caller-namespace",
            "dapr-callee-app-id", "dapr-caller-", "dapr-callee-x", "host", "content-length", "connection", "keep-alive",
            "proxy-connection", "transfer-encoding",
            "upgrade", "http2-settings", "te", "trailer", "proxy-authorization", "proxy-authenticate", "expect",
            "destination-app-id" })
    void refusesHeadersOfTheConnectionAndOfTheSidecarInAnyLetterCase(String name) {
        for (String written : new String[] { name, name.toUpperCase(Locale.ROOT), capitalized(name),
                name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) }) {
            String message = "The header " + name
                    + " must not be sent: it belongs to the connection or to the sidecar's own routing";
            assertThatIllegalArgumentException().isThrownBy(() -> RequestHeaders.check(written, "tell")).withMessage(message);
            assertThatIllegalArgumentException().isThrownBy(() -> RequestHeaders.checkName(written)).withMessage(message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "grpc-trace-bin", "x-bin", "-bin" })
    void refusesHeadersThatTheSidecarWouldDropInAnyLetterCase(String name) {
        for (String written : new String[] { name, name.toUpperCase(Locale.ROOT), name.replace("bin", "Bin") }) {
            assertThatIllegalArgumentException().isThrownBy(() -> RequestHeaders.check(written, "tell")).withMessage(
                    "The header " + name + " must not be sent: the sidecar drops headers whose name ends in -bin");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "content-type", "Content-Type", "CONTENT-TYPE" })
    void pointsToTheOtherWayToSetAContentType(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> RequestHeaders.check(name, "text/plain"))
                .withMessage("The content type must not be set as a header: use contentType(..)");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "a b", "a:", ":authority", "a\r\nb", "a\u0000", "a(b)", "a/b", "caf\u00E9", "\"a\"",
            "a,b",
            "dapr-app-id ", " dapr-app-id", "dapr-app-\u0131d" })
    void refusesNamesThatAreNoTokens(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> RequestHeaders.check(name, "tell"))
                .withMessage("The name of a header must consist of letters, digits and any of !#$%&'*+-.^_`|~");
    }

    @ParameterizedTest
    @ValueSource(strings = { "tell\r\ndapr-app-id: evil", "tell\n", "\r", "tell\u0000", "\u001F", "\u007F", "\u0100",
            "\uD83D\uDE00", "tell\u010D\u010A" })
    void refusesValuesThatMayNotStandInAHeaderWithoutRepeatingThem(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> RequestHeaders.check("X-Custom", value)).withMessage(
                "The value of the header x-custom contains a character that is not allowed in a header, such as a line break");
        assertThatIllegalArgumentException().isThrownBy(() -> RequestHeaders.checkContentType("text/" + value)).withMessage(
                "The value of the header content-type contains a character that is not allowed in a header, such as a line "
                        + "break");
    }

    /** Between two sidecars a header is text of a protocol buffer, which has no other encoding. */
    @ParameterizedTest
    @ValueSource(strings = { "caf\u00E9", "\u00FF", "\u00C3", "\u00A9\u00C3", "\u00C0\u00AF", "\u00ED\u00A0\u0080", "\u0080" })
    void refusesValuesThatTheSidecarCouldNotHandOn(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> RequestHeaders.check("X-Custom", value)).withMessage(
                "The value of the header x-custom contains non-ASCII bytes that are not UTF-8, which the sidecar requires; "
                        + "encode it");
    }

    /** HTTP/1.1 does not count them to the value, and in HTTP/2 such a request is malformed. */
    @ParameterizedTest
    @ValueSource(strings = { " tell", "tell ", "\ttell", "tell\t", " ", "\t", " \t ", "caf\u00C3\u00A9 " })
    void refusesValuesWithSpacesAroundThemWhichWouldNotArrive(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> RequestHeaders.check("X-Custom", value)).withMessage(
                "The value of the header x-custom begins or ends with a space or a tab, which HTTP drops; remove it, or encode "
                        + "it");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "\t" })
    void refusesAnEmptyContentType(String contentType) {
        assertThatIllegalArgumentException().isThrownBy(() -> RequestHeaders.checkContentType(contentType))
                .withMessage("The content type must not be empty");
    }

    /** The sidecar takes only the first and the last; the others are what somebody may try. */
    @ParameterizedTest
    @ValueSource(strings = { "Basic ZGFwci1hcHAtaWQ6ZXZpbA==", "basic ZGFwci1hcHAtaWQ6ZXZpbA==",
            "BASIC  ZGFwci1hcHAtaWQ6ZXZpbA==", " Basic ZGFwci1hcHAtaWQ6ZXZpbA== ", "\tBasic ZGFwci1hcHAtaWQ6ZXZpbA==\t",
            "Basic\tZGFwci1hcHAtaWQ6ZXZpbA==", "Basic \t ZGFwci1hcHAtaWQ6ZXZpbA==", "Basic\u00A0ZGFwci1hcHAtaWQ6ZXZpbA==",
            "Basic ZGFwci1hcHAtaWQ6ZXZpbA", "Basic ZGFwci1hcHAtaWQ6ZXZpbA=", "Basic ZGFwci1hcHAtaWQ6ZXZpbA===",
            "Basic ZGFwci1hcHAtaWQ6ZXZpbA==x", "Basic ZGFwci1hcHAtaWQ6ZXZpbA==, Bearer t", "Basic ZGFwci1hcHAtaWQ6Z",
            "Basic ZGFwci1hcHAtaWQ6!!!", "Basic ZGFwci1h cHAtaWQ6ZXZpbA==", "Basic Z,G;F-w_ci1hcHAtaWQ6ZXZpbA==",
            "Basic =ZGFwci1hcHAtaWQ6ZXZpbA==", "Basic \"ZGFwci1hcHAtaWQ6ZXZpbA==\"", "Basic ZGFwci1hcHAtaWQ6_-_-",
            "BasicZGFwci1hcHAtaWQ6ZXZpbA==", "Basic ZGFwci1hcHAtaWQ6ZR==" })
    void refusesCredentialsThatNameAnAppIdHoweverTheyAreWritten(String authorization) {
        refusesAuthorization(authorization);
    }

    @ParameterizedTest
    @ValueSource(strings = { "dapr-app-id:evil", "DAPR-APP-ID:evil", "Dapr-App-Id:", "dApR-aPp-Id:evil",
            "dapr-app-id:evil:more",
            "dapr-app-id:\u00FF\u00FF", "dapr-app-id:http://evil" })
    void refusesCredentialsThatNameAnAppIdInAnyLetterCase(String credentials) {
        refusesAuthorization(basic(credentials));
    }

    private static void refusesAuthorization(String authorization) {
        assertThatIllegalArgumentException().isThrownBy(() -> RequestHeaders.checkValue("AUTHORIZATION", authorization));
        for (String name : new String[] { "Authorization", "authorization" }) {
            assertThatIllegalArgumentException().isThrownBy(() -> RequestHeaders.check(name, authorization))
                    .withMessage("The header authorization must not name dapr-app-id: the sidecar would route the call by it");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "user:dapr-app-id:x", "user:password", "dapr-app-id", "dapr-app-idx:y", " dapr-app-id:x",
            "\uFEFFdapr-app-id:x", "dapr-app-id :x", "dapr%2Dapp-id:x", "dapr-app-\u0131d:x" })
    void takesOtherBasicCredentials(String credentials) {
        assertThatCode(() -> RequestHeaders.check("Authorization", basic(credentials))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "Basic", "Basic !", "Basic Z", "Bearer ZGFwci1hcHAtaWQ6ZXZpbA==", "dapr-app-id:evil",
            "Basic ZGFwci1hcHAtaWQ", "Basic ZGFwci1hcHAtaWQ=", "Basic ZGFwzci1hcHAtaWQ6ZXZpbA==",
            "Basic ZGFw0ci1hcHAtaWQ6ZXZpbA==", "Basic ZGFw9ci1hcHAtaWQ6ZXZpbA==", "Digest username=\"dapr-app-id\"" })
    void takesAuthorizationThatIsNoneForTheSidecar(String authorization) {
        assertThatCode(() -> RequestHeaders.check("Authorization", authorization)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = { "application/json", "text/plain;charset=UTF-8", "application/cloudevents+json" })
    void takesContentTypes(String contentType) {
        assertThatCode(() -> RequestHeaders.checkContentType(contentType)).doesNotThrowAnyException();
    }

    private static String capitalized(String name) {
        return Pattern.compile("(^|-)[a-z]").matcher(name).replaceAll(start -> start.group().toUpperCase(Locale.ROOT));
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
