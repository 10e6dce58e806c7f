package io.quarkiverse.daprinvoke.runtime.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.InvokeMethodParameters.Parameter;

class PropagatedHeadersTest {

    private final Map<String, List<String>> request = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private List<Parameter> passedOn(List<String> names, Parameter... own) {
        return new PropagatedHeaders(names, () -> name -> request.getOrDefault(name, List.of())).addTo(List.of(own));
    }

    @Test
    void onlyNamedHeadersArePassedOnWithEachValueInOrder() {
        request.put("x-a", List.of("2", "1", "2", ""));
        request.put("x-b", List.of("other"));
        assertThat(passedOn(List.of("X-A", "x-c"))).containsExactly(new Parameter("X-A", "2"), new Parameter("X-A", "1"),
                new Parameter("X-A", "2"), new Parameter("X-A", ""));
    }

    @Test
    void areKnownByTheirNamesInAnyLetterCase() {
        PropagatedHeaders headers = new PropagatedHeaders(List.of("x-a", "x-b"), () -> null);
        assertThat(headers.includes("X-B")).isTrue();
        assertThat(headers.includes("x-c")).isFalse();
    }

    @Test
    void withoutARequestTheHeadersOfTheCallAreAsTheyAre() {
        List<Parameter> own = List.of(new Parameter("x-a", "own"));
        assertThat(new PropagatedHeaders(List.of("x-a"), () -> null).addTo(own)).isSameAs(own);
    }

    @Test
    void aHeaderOfTheCallStandsInsteadOfThatOfTheRequest() {
        request.put("x-a", List.of("1", "2"));
        request.put("x-b", List.of("3"));
        assertThat(passedOn(List.of("x-a", "x-b"), new Parameter("X-A", "own"), new Parameter("X-A", "too")))
                .containsExactly(new Parameter("X-A", "own"), new Parameter("X-A", "too"), new Parameter("x-b", "3"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "x-a", "X-A", "close, x-a", "x-a,close", " x-b ,\tX-a\t, x-c", ",,x-a," })
    void whatBelongsToTheInboundConnectionIsNotPassedOn(String connection) {
        request.put("Connection", List.of("keep-alive", connection));
        request.put("x-a", List.of("1"));
        request.put("x-aa", List.of("2"));
        assertThat(passedOn(List.of("x-a", "x-aa"))).containsExactly(new Parameter("x-aa", "2"));
    }

    @Test
    void aValueThatMayNotBeSentIsRefusedWithoutBeingRepeated() {
        request.put("x-a", List.of("fine", "tell\r\ndapr-app-id: evil"));
        assertThatIllegalArgumentException().isThrownBy(() -> passedOn(List.of("x-a"))).withMessage(
                "The value of the header x-a contains a character that is not allowed in a header, such as a line break");
    }

    @Test
    void eachValueOfAuthorizationIsChecked() {
        request.put("authorization", List.of("Bearer t", "Basic ZGFwci1hcHAtaWQ6ZXZpbA=="));
        assertThatIllegalArgumentException().isThrownBy(() -> passedOn(List.of("AUTHORIZATION"))).withMessage(
                "The header authorization must not name dapr-app-id: the sidecar would route the call by it");
        request.put("authorization", List.of("Bearer t"));
        assertThat(passedOn(List.of("authorization"))).containsExactly(new Parameter("authorization", "Bearer t"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "dapr-app-id", "Dapr-Api-Token", "dapr-caller-app-id", "dapr-callee-app-id", "host",
            "content-length", "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade", "http2-settings",
            "te", "trailer", "proxy-authorization", "proxy-authenticate", "expect", "destination-app-id", "x-bin", "",
            ":authority", "a b" })
    void namesThatNoCallMayCarryAreRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> PropagatedHeaders.checkName(name));
    }

    @ParameterizedTest
    @ValueSource(strings = { "content-type", "Content-Type" })
    void theContentTypeIsThatOfThePayload(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> PropagatedHeaders.checkName(name))
                .withMessage("The content type of a call is that of its payload");
    }

    @ParameterizedTest
    @ValueSource(strings = { "accept-encoding", "Accept-Encoding" })
    void theEncodingsOfRepliesAreNotForTheCallerToChoose(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> PropagatedHeaders.checkName(name))
                .withMessage("This application does not decompress responses, so it must not accept the encodings "
                        + "that its caller accepts");
    }

    @ParameterizedTest
    @ValueSource(strings = { "authorization", "x-forwarded-for", "Forwarded", "traceparent", "Accept-Language", "cookie" })
    void otherNamesAreTaken(String name) {
        assertThatCode(() -> PropagatedHeaders.checkName(name)).doesNotThrowAnyException();
    }
}
