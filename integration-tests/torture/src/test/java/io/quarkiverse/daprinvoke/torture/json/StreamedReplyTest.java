package io.quarkiverse.daprinvoke.torture.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.IncompleteResponseException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.ResponseDecodingException;
import io.quarkiverse.daprinvoke.torture.json.JsonCase.Verdict;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.vertx.core.json.JsonObject;

/**
 * A streamed response emits the values that Jackson makes of it, and fails with a {@link ResponseDecodingException} where one
 * is
 * no JSON. One test for each format and type, with all cases.
 */
@QuarkusTest
@QuarkusTestResource(value = JsonSidecar.class, restrictToAnnotatedClass = true)
@EnabledIfEnvironmentVariable(named = JsonCase.TEST_DATA, matches = ".+", disabledReason = JsonCase.SKIPPED)
class StreamedReplyTest {

    private static final String APP_ID = "any";
    private static final String CASE = "{format}/{number}";

    @RegisterExtension
    static final LoggedProblems LOG = new LoggedProblems();

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = CASE, httpVerb = "get")
    RequestEmitter<Void, Multi<Object>> any;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = CASE, httpVerb = "get")
    RequestEmitter<Void, Multi<JsonObject>> objects;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = CASE, httpVerb = "get")
    RequestEmitter<Void, Multi<JsonNode>> nodes;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = CASE, httpVerb = "get")
    RequestEmitter<Void, Multi<Thing>> things;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = CASE, httpVerb = "get")
    RequestEmitter<Void, String> own;

    private final ObjectMapper jackson = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** Makes a value of the declared type; {@code null} if that is not one. */
    private interface Reading {

        Object read(JsonNode value) throws JsonProcessingException;
    }

    /** @param fails whether a failure follows the values */
    private record Expected(List<Object> values, boolean fails) {
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WHOLE")
    void objectsOfAnyKind(Format format) throws Exception {
        check(format, any, value -> jackson.treeToValue(value, Object.class));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WHOLE")
    @SuppressWarnings("unchecked")
    void jsonObjects(Format format) throws Exception {
        check(format, objects,
                value -> value.isObject() ? new JsonObject(jackson.treeToValue(value, Map.class)) : null);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WHOLE")
    void jsonNodes(Format format) throws Exception {
        check(format, nodes, value -> value);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WHOLE")
    void records(Format format) throws Exception {
        check(format, things, value -> jackson.treeToValue(value, Thing.class));
    }

    private void check(Format format, RequestEmitter<Void, ? extends Multi<?>> emitter, Reading reading) throws Exception {
        List<JsonCase> cases = JsonCase.all();
        assertThat(cases).hasSizeGreaterThan(318);
        List<String> wrong = new ArrayList<>();
        Map<Verdict, Integer> accepted = new EnumMap<>(Verdict.class);
        for (int i = 0; i < cases.size(); i++) {
            JsonCase one = cases.get(i);
            Outcome outcome = Outcome.of(emitter.request(call(format.name(), i)).onItem().transformToMulti(values -> values));
            if (!isRight(format, one, reading, outcome)) {
                wrong.add(one + ": " + outcome);
            } else if (outcome.failure() == null) {
                accepted.merge(one.verdict(), 1, Integer::sum);
            }
            assertThat(own.requestAndAwait(call("own", i))).as("the call after " + one).isEqualTo(String.valueOf(i));
            assertThat(outcome.ends()).as("the outcomes of " + one).hasValue(1);
        }
        System.out.println(format + ": " + cases.size() + " cases, accepted: " + accepted);
        assertThat(wrong).isEmpty();
    }

    private static InvokeMethodParameters<Void> call(String format, int number) {
        return InvokeMethodParameters.none().binding("format", format).binding("number", String.valueOf(number));
    }

    private boolean isRight(Format format, JsonCase one, Reading reading, Outcome outcome) throws IOException {
        boolean refused = outcome.failure() != null && (outcome.failure().getClass() == ResponseDecodingException.class
                || outcome.failure().getClass() == IncompleteResponseException.class);
        List<Object> before = format.isSecond() ? List.of(reading.read(jackson.createObjectNode())) : List.of();
        if (format.hasNoValue(one)) {
            return outcome.failure() == null && outcome.items().equals(before);
        } else if (one.verdict() == Verdict.INVALID) {
            return refused && outcome.items().subList(0, Math.min(before.size(), outcome.items().size())).equals(before);
        }
        if (one.verdict() == Verdict.EITHER && refused) {
            return true;
        }
        Expected expected = expected(format, one, reading, before);
        return outcome.items().equals(expected.values())
                && (expected.fails() ? refused : outcome.failure() == null);
    }

    private Expected expected(Format format, JsonCase one, Reading reading, List<Object> before) throws IOException {
        JsonNode whole = jackson.readTree(one.body());
        if (format == Format.ARRAY && !whole.isArray()) {
            return new Expected(List.of(), true);
        }
        List<Object> values = new ArrayList<>(before);
        for (JsonNode value : format == Format.ARRAY ? whole : List.of(whole)) {
            Object read;
            try {
                read = reading.read(value);
            } catch (JsonProcessingException e) {
                read = null;
            }
            if (read == null) {
                return new Expected(values, true);
            }
            values.add(read);
        }
        return new Expected(values, false);
    }
}
