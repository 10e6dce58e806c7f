package io.quarkiverse.daprinvoke.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeMethodParameters.Parameter;
import io.quarkiverse.daprinvoke.PayloadEncodingException;
import io.quarkiverse.daprinvoke.runtime.call.OutgoingCall;
import io.quarkiverse.daprinvoke.runtime.codec.PayloadEncoder;
import io.quarkiverse.daprinvoke.runtime.codec.PayloadType;
import io.quarkiverse.daprinvoke.runtime.request.FixedParameters;
import io.quarkiverse.daprinvoke.runtime.request.PropagatedHeaders;
import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;
import io.quarkiverse.daprinvoke.runtime.request.TargetTemplate;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarAddress;

class EmitterSettingsTest {

    private static final InvokeMethodParameters<Object> NOTHING = InvokeMethodParameters.of(null);

    @Test
    void aBindingWinsOverAValueOfTheRequest() {
        EmitterSettings settings = settings("{a}/{b}", null, Map.of("a", "request", "b", "request"));
        assertThat(settings.target(NOTHING).uri()).endsWith("/method/request/request");
        assertThat(settings.target(NOTHING.binding("b", "bound")).uri()).endsWith("/method/request/bound");
    }

    @Test
    void theQueryOfACallFollowsThatOfTheMethodName() {
        EmitterSettings settings = settings("create?x=1", null, Map.of());
        assertThat(settings.target(NOTHING.query("y", "a b").query("y", "")).uri()).endsWith("/method/create?x=1&y=a%20b&y=");
    }

    @Test
    void aQueryThatIsNoTextFailsTheCallWithoutBeingRepeated() {
        EmitterSettings settings = settings("create", null, Map.of());
        assertThatExceptionOfType(InvalidInvocationTargetException.class)
                .isThrownBy(() -> settings.target(NOTHING.query("tell", "\uD83D")))
                .withMessage("The target of the call is invalid: a query parameter must be well-formed Unicode text");
    }

    @Test
    void theContentTypeOfTheCallWinsOverThatOfTheEmitterAndThatOfTheType() {
        assertThat(call(null, InvokeMethodParameters.of("x")).body().contentType()).isEqualTo("text/plain");
        assertThat(call("text/csv", InvokeMethodParameters.of("x")).body().contentType()).isEqualTo("text/csv");
        assertThat(call("text/csv", InvokeMethodParameters.of("x").contentType("text/html")).body().contentType())
                .isEqualTo("text/html");
    }

    @Test
    void withoutAPayloadThereIsNeitherBodyNorContentType() {
        OutgoingCall call = call("text/csv", InvokeMethodParameters.of(null).contentType("text/html"));
        assertThat(call.body()).isNull();
    }

    @Test
    void anEmptyPayloadIsABody() {
        OutgoingCall call = call(null, InvokeMethodParameters.of(""));
        assertThat(call.body().buffer().length()).isZero();
        assertThat(call.body().contentType()).isEqualTo("text/plain");
    }

    @Test
    void theTimeoutOfTheCallWins() {
        assertThat(call(null, NOTHING).timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(call(null, NOTHING.timeout(Duration.ofSeconds(2))).timeout()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void headersOfTheCallAreHandedOnAsTheyAre() {
        InvokeMethodParameters<Object> parameters = NOTHING.header("X-A", "1").header("X-A", "2");
        assertThat(call(null, parameters).headers()).isEqualTo(parameters.headers());
    }

    @Test
    void headersOfTheRequestFollowThoseOfTheCall() {
        EmitterSettings settings = settings("create", null, Map.of(),
                new PropagatedHeaders(List.of("X-B"), () -> name -> name.equals("X-B") ? List.of("2", "3") : List.of()));
        assertThat(settings.call(settings.target(NOTHING), NOTHING.header("X-A", "1"), null, null).headers())
                .containsExactly(new Parameter("X-A", "1"), new Parameter("X-B", "2"), new Parameter("X-B", "3"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x-b           | te\u0000ll                      | The value of the header x-b contains a character that is not \
            allowed in a header, such as a line break
            Authorization | Basic ZGFwci1hcHAtaWQ6ZXZpbA== | The header authorization must not name dapr-app-id: the \
            sidecar would route the call by it
            """)
    void aHeaderOfTheRequestThatMayNotBeSentFailsTheCallWithItsTargetWithoutBeingRepeated(String name, String value,
            String problem) {
        EmitterSettings settings = settings("create", null, Map.of(),
                new PropagatedHeaders(List.of(name), () -> asked -> asked.equals(name) ? List.of(value) : List.of()));
        ResolvedTarget target = settings.target(NOTHING);
        assertThatExceptionOfType(InvalidInvocationTargetException.class)
                .isThrownBy(() -> settings.call(target, NOTHING, null, null))
                .withMessage("A header of the current request cannot be passed on: " + problem)
                .satisfies(failure -> assertThat(failure.appId()).isEqualTo("orders"));
    }

    @Test
    void aPayloadThatCannotBeEncodedFailsTheCallWithItsTargetAndType() {
        EmitterSettings settings = settings("create", null, Map.of());
        ResolvedTarget target = settings.target(NOTHING);
        assertThatExceptionOfType(PayloadEncodingException.class)
                .isThrownBy(() -> settings.call(target, InvokeMethodParameters.of(new Unreadable()), null, null))
                .withMessage(
                        "The payload of type " + Unreadable.class.getName() + " for POST orders/create could not be encoded")
                .withRootCauseInstanceOf(IllegalStateException.class);
    }

    private static OutgoingCall call(String contentType, InvokeMethodParameters<?> parameters) {
        EmitterSettings settings = settings("create", contentType, Map.of());
        return settings.call(settings.target(parameters), parameters, null, null);
    }

    private static EmitterSettings settings(String methodName, String contentType, Map<String, String> request) {
        return settings(methodName, contentType, request, null);
    }

    private static EmitterSettings settings(String methodName, String contentType, Map<String, String> request,
            PropagatedHeaders propagated) {
        return new EmitterSettings(SidecarAddress.parse("http://127.0.0.1:3500"),
                TargetTemplate.of("", "orders", methodName, "POST"), contentType, Integer.MAX_VALUE, Duration.ofSeconds(60),
                PayloadEncoder.of(new PayloadType(Object.class, List.of()), ObjectMapper::new), request::get,
                FixedParameters.NONE, FixedParameters.NONE, propagated, false, null, null,
                new MissingValues("org.acme.Shop#orders"), null);
    }

    static class Unreadable {
        public String getText() {
            throw new IllegalStateException("no text");
        }
    }
}
