package io.quarkiverse.daprinvoke.torture.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.ResponseDecodingException;
import io.quarkiverse.daprinvoke.torture.json.JsonCase.Verdict;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * A response that is read as one value is what Jackson makes of it if it is JSON, and a {@link ResponseDecodingException} if it
 * is not. What the standard leaves to the parser is one of both. One test for each type, with all cases.
 */
@QuarkusTest
@QuarkusTestResource(value = JsonSidecar.class, restrictToAnnotatedClass = true)
@EnabledIfEnvironmentVariable(named = JsonCase.TEST_DATA, matches = ".+", disabledReason = JsonCase.SKIPPED)
class WholeReplyTest {

    private static final String APP_ID = "any";
    private static final String CASE = "WHOLE/{number}";

    /** An empty body is no value, of every type. */
    private static final String NO_DATA = "n_structure_no_data.json";

    @RegisterExtension
    static final LoggedProblems LOG = new LoggedProblems();

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = CASE, httpVerb = "get")
    RequestEmitter<Void, Object> any;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = CASE, httpVerb = "get")
    RequestEmitter<Void, JsonObject> object;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = CASE, httpVerb = "get")
    RequestEmitter<Void, JsonArray> array;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = CASE, httpVerb = "get")
    RequestEmitter<Void, JsonNode> node;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = CASE, httpVerb = "get")
    RequestEmitter<Void, List<Object>> list;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = CASE, httpVerb = "get")
    RequestEmitter<Void, Map<String, Object>> map;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = CASE, httpVerb = "get")
    RequestEmitter<Void, List<BigDecimal>> numbers;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = CASE, httpVerb = "get")
    RequestEmitter<Void, Thing> thing;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = "own/{number}", httpVerb = "get")
    RequestEmitter<Void, String> own;

    private final ObjectMapper jackson = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private interface Reading {

        Object read(byte[] body) throws IOException;
    }

    @Test
    void objectOfAnyKind() throws Exception {
        check(any, body -> jackson.readValue(body, Object.class));
    }

    @Test
    void jsonObject() throws Exception {
        check(object, body -> {
            Object value = jackson.readValue(body, Object.class);
            return value == null ? null : new JsonObject(fitting(value, new TypeReference<Map<String, Object>>() {
            }));
        });
    }

    @Test
    void jsonArray() throws Exception {
        check(array, body -> {
            Object value = jackson.readValue(body, Object.class);
            return value == null ? null : new JsonArray(fitting(value, new TypeReference<List<Object>>() {
            }));
        });
    }

    private <X> X fitting(Object value, TypeReference<X> type) throws IOException {
        if (value instanceof Map || value instanceof List) {
            try {
                return jackson.convertValue(value, type);
            } catch (IllegalArgumentException e) {
                throw new IOException(e);
            }
        }
        throw new IOException("neither a map nor a list");
    }

    @Test
    void jsonNode() throws Exception {
        check(node, body -> jackson.readValue(body, JsonNode.class));
    }

    @Test
    void list() throws Exception {
        check(list, body -> jackson.readValue(body, new TypeReference<List<Object>>() {
        }));
    }

    @Test
    void map() throws Exception {
        check(map, body -> jackson.readValue(body, new TypeReference<Map<String, Object>>() {
        }));
    }

    @Test
    void listOfNumbers() throws Exception {
        check(numbers, body -> jackson.readValue(body, new TypeReference<List<BigDecimal>>() {
        }));
    }

    @Test
    void record() throws Exception {
        check(thing, body -> jackson.readValue(body, Thing.class));
    }

    private void check(RequestEmitter<Void, ?> emitter, Reading jackson) throws Exception {
        List<JsonCase> cases = JsonCase.all();
        assertThat(cases).hasSizeGreaterThan(318);
        List<String> wrong = new ArrayList<>();
        Map<Verdict, Integer> accepted = new EnumMap<>(Verdict.class);
        for (int i = 0; i < cases.size(); i++) {
            JsonCase one = cases.get(i);
            Outcome outcome = Outcome.of(emitter.request(call(i)).toMulti());
            if (!isRight(one, jackson, outcome)) {
                wrong.add(one + ": " + outcome);
            } else if (outcome.failure() == null) {
                accepted.merge(one.verdict(), 1, Integer::sum);
            }
            assertThat(own.requestAndAwait(call(i))).as("the call after " + one).isEqualTo(String.valueOf(i));
            assertThat(outcome.ends()).as("the outcomes of " + one).hasValue(1);
        }
        System.out.println(cases.size() + " cases, accepted: " + accepted);
        assertThat(wrong).isEmpty();
    }

    private static InvokeMethodParameters<Void> call(int number) {
        return InvokeMethodParameters.none().binding("number", String.valueOf(number));
    }

    private static boolean isRight(JsonCase one, Reading jackson, Outcome outcome) {
        boolean refused = outcome.failure() != null && outcome.failure().getClass() == ResponseDecodingException.class;
        if (one.name().equals(NO_DATA)) {
            return outcome.failure() == null && outcome.items().isEmpty();
        } else if (one.verdict() == Verdict.INVALID) {
            return refused;
        }
        try {
            Object expected = jackson.read(one.body());
            // A Uni of null is a Multi without items
            return outcome.failure() == null && outcome.items().equals(expected == null ? List.of() : List.of(expected));
        } catch (IOException e) {
            return refused;
        }
    }
}
