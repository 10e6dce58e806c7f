package io.quarkiverse.daprinvoke.daprd.naughty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.PayloadEncodingException;
import io.quarkiverse.daprinvoke.daprd.Caller;
import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.TargetApp.Received;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * Naughty strings, wherever a call takes text: the call is refused, or the text arrives at the application byte for byte.
 */
@QuarkusTest
@EnabledIfEnvironmentVariable(named = NaughtyStrings.TEST_DATA, matches = ".+", disabledReason = NaughtyStrings.SKIPPED)
class NaughtyCallTest {

    private static final String ROUTES = "io.quarkiverse.daprinvoke.daprd.support.Topology#routes";

    private static final String HEADER = "x-naughty";

    @RegisterExtension
    static final Topology DAPR = new Topology();

    @Inject
    Caller caller;

    @Inject
    @DaprInvoke(appId = "{appId}", methodName = "foo", headers = "x-naughty: {text}", name = "naughty")
    Emitter<Object> headerOfAnnotation;

    private final List<String> strings = NaughtyStrings.andMore();

    private void check(List<String> strings, Predicate<String> isRefused, Class<? extends Throwable> refusal,
            Emitter<Object> emitter, Function<String, InvokeMethodParameters<Object>> call, Function<Received, Object> found) {
        NaughtyStrings.check(DAPR.target(), strings, isRefused, refusal, i -> emitter.exchange(
                call.apply(strings.get(i)).header(NaughtyStrings.NUMBER, String.valueOf(i))), found);
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void valuesOfPlaceholders(String route) {
        check(strings, NaughtyStrings::isNoSegment, InvalidInvocationTargetException.class, caller.placeholders,
                text -> InvokeMethodParameters.<Object> of(null).binding("appId", route).binding("first", text)
                        .binding("second", "x").binding("verb", "put"),
                call -> between("/of/", call.uri(), "/x/end"));
    }

    private static String between(String start, String text, String end) {
        assertThat(text).startsWith(start).endsWith(end);
        return NaughtyStrings.decoded(text.substring(start.length(), text.length() - end.length()));
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void valuesOfQueryParameters(String route) {
        check(strings, NaughtyStrings::isNoUnicode, InvalidInvocationTargetException.class, caller.any,
                text -> Calls.to(route, "foo").query("a", "b").query("q", text).query("c", "d"),
                call -> between("/foo?a=b&q=", call.uri(), "&c=d"));
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void namesOfQueryParameters(String route) {
        List<String> names = strings.stream().filter(text -> !NaughtyStrings.isNoUnicode(text)).toList();
        check(names, String::isEmpty, IllegalArgumentException.class, caller.any,
                text -> Calls.to(route, "foo").query(text, "b"), call -> between("/foo?", call.uri(), "=b"));
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void headersAsTheyAre(String route) {
        check(strings, NaughtyStrings::isNoHeader, IllegalArgumentException.class, caller.any,
                text -> Calls.to(route, "foo").header(HEADER, text), call -> call.headers().get(HEADER));
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void headersInUtf8(String route) {
        check(strings.stream().map(NaughtyStrings::bytes).toList(), NaughtyStrings::isNoHeader,
                IllegalArgumentException.class, caller.any, text -> Calls.to(route, "foo").header(HEADER, text),
                call -> call.headers().get(HEADER));
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void headersOfTheAnnotation(String route) {
        check(strings.stream().map(NaughtyStrings::bytes).toList(), NaughtyStrings::isNoHeader,
                InvalidInvocationTargetException.class, headerOfAnnotation,
                text -> InvokeMethodParameters.<Object> of(null).binding("appId", route).binding("text", text),
                call -> call.headers().get(HEADER));
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void text(String route) {
        check(strings, NaughtyStrings::isNoUnicode, PayloadEncodingException.class, caller.any,
                text -> Calls.to(route, "foo", text),
                call -> call.body().toString());
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void textOfTheReply(String route) {
        DAPR.target().handleWith(request -> request.body().onSuccess(body -> {
            request.response().end(body);
        }));
        for (String text : NaughtyStrings.all()) {
            assertThat(Calls.item(caller.text.request(Calls.<Object> to(route, "foo", text))))
                    .isEqualTo(text.isEmpty() ? null : text);
        }
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void membersOfJson(String route) {
        check(NaughtyStrings.all(), text -> false, PayloadEncodingException.class, caller.any,
                text -> Calls.to(route, "foo", Map.of(text, text)), call -> {
                    Map<String, Object> members = call.body().toJsonObject().getMap();
                    assertThat(members.keySet()).containsExactlyElementsOf(
                            members.values().stream().map(String.class::cast).toList());
                    return members.values().iterator().next();
                });
    }

    /** JSON has a form for half a surrogate pair: an escape. */
    @ParameterizedTest
    @MethodSource(ROUTES)
    void valuesOfJsonObjects(String route) {
        check(strings, text -> false, PayloadEncodingException.class, caller.any,
                text -> Calls.to(route, "foo", new JsonObject().put("m", text)),
                call -> call.body().toJsonObject().getString("m"));
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void fieldsOfForms(String route) {
        check(strings, NaughtyStrings::isNoUnicode, PayloadEncodingException.class, caller.any,
                text -> Calls.<Object> to(route, "foo", Map.of("f", text)).contentType("application/x-www-form-urlencoded"),
                call -> NaughtyStrings.decoded(call.body().toString().replaceFirst("^f=", "").replace('+', ' ')));
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void streamedValues(String route) {
        DAPR.target().handleWith(request -> request.body().onSuccess(body -> {
            request.response().putHeader("content-type", "application/x-ndjson").end(body);
        }));
        String body = Calls.item(caller.rows.request(InvokeMethodParameters
                .of(Multi.createFrom().iterable(NaughtyStrings.all()).onItem()
                        .<Map<String, Object>> transform(text -> Map.of(text, text)))
                .appId(route).methodName("foo")));

        assertThat(body.lines().map(line -> new JsonObject(line).getMap()).toList())
                .isEqualTo(NaughtyStrings.all().stream().map(text -> Map.of(text, text)).toList());
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void streamedValuesOfTheReply(String route) {
        DAPR.target().answerWith(200, "application/x-ndjson",
                Buffer.buffer(NaughtyStrings.all().stream().map(text -> new JsonObject().put(text, text).encode() + "\n")
                        .collect(Collectors.joining())));

        List<Map<String, Object>> values = Calls.item(caller.values
                .request(InvokeMethodParameters.none().appId(route).methodName("foo"))
                .onItem().transformToMulti(all -> all).collect().asList());

        assertThat(values).isEqualTo(NaughtyStrings.all().stream().map(text -> Map.of(text, text)).toList());
    }
}
