package io.quarkiverse.daprinvoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

class InvocationEnvelopeTest {

    @Test
    void itsMembersAreTakenWithoutTheirJsonQuotes() {
        InvokeMethodParameters<Object> parameters = read(
                "{'appId':'orders','methodName':'create?x=1','httpVerb':'get','body':'hello'}");
        assertThat(parameters.appId()).isEqualTo("orders");
        assertThat(parameters.methodName()).isEqualTo("create?x=1");
        assertThat(parameters.httpVerb()).isEqualTo("get");
        assertThat(parameters.body()).isEqualTo("hello");
        assertThat(parameters.contentType()).isNull();
        assertThat(parameters.headers()).isEmpty();
        assertThat(parameters.query()).isEmpty();
        assertThat(parameters.timeout()).isNull();
    }

    @ParameterizedTest
    @CsvSource({ "appId,methodName,httpVerb,body", "AppId,MethodName,HttpVerb,Body", "APPID,METHODNAME,HTTPVERB,BODY",
            "appid,methodname,httpverb,body" })
    void itsKeysAreInAnyLetterCase(String appId, String methodName, String httpVerb, String body) {
        InvokeMethodParameters<Object> parameters = InvokeMethodParameters.fromJson(
                new JsonObject().put(appId, "a").put(methodName, "m").put(httpVerb, "PUT").put(body, 1));
        assertThat(parameters.appId()).isEqualTo("a");
        assertThat(parameters.methodName()).isEqualTo("m");
        assertThat(parameters.httpVerb()).isEqualTo("PUT");
        assertThat(parameters.body()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{'appId':null,'methodName':null,'httpVerb':null,'body':null}", "{'appID':null}" })
    void whatIsAbsentOrNullIsNotSet(String envelope) {
        InvokeMethodParameters<Object> parameters = read(envelope);
        assertThat(parameters.appId()).isNull();
        assertThat(parameters.methodName()).isNull();
        assertThat(parameters.httpVerb()).isNull();
        assertThat(parameters.body()).isNull();
    }

    @Test
    void emptyTextIsSet() {
        InvokeMethodParameters<Object> parameters = read("{'appId':'','methodName':'','httpVerb':'','body':''}");
        assertThat(parameters.appId()).isEmpty();
        assertThat(parameters.methodName()).isEmpty();
        assertThat(parameters.httpVerb()).isEmpty();
        assertThat(parameters.body()).isEqualTo("");
    }

    @Test
    void otherKeysAreIgnoredEvenTwice() {
        InvokeMethodParameters<Object> parameters = read(
                "{'appId':'a','headers':{'x':1},'other':1,'OTHER':2,'app_id':'b','data':3,'daprAddress':'http://evil'}");
        assertThat(parameters.appId()).isEqualTo("a");
        assertThat(parameters.body()).isNull();
        assertThat(parameters.headers()).isEmpty();
    }

    static Stream<Arguments> bodies() {
        return Stream.of(Arguments.of("{'a':[1]}", new JsonObject().put("a", new JsonArray().add(1))),
                Arguments.of("[1,null]", new JsonArray().add(1).addNull()), Arguments.of("'text'", "text"),
                Arguments.of("1", 1), Arguments.of("1.5", 1.5), Arguments.of("false", false));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void theBodyKeepsItsJsonType(String json, Object body) {
        assertThat(read("{'body':" + json + "}").body()).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"appId":1}                   | appId
            {"APPID":{"tell":"tale"}}     | appId
            {"methodName":["tell"]}       | methodName
            {"MethodName":true}           | methodName
            {"httpVerb":1.5}              | httpVerb
            {"httpverb":{}}               | httpVerb
            """)
    void whatIsNotTextIsRefusedWithoutRepeatingIt(String envelope, String member) {
        assertThatExceptionOfType(InvalidInvocationTargetException.class)
                .isThrownBy(() -> InvokeMethodParameters.fromJson(new JsonObject(envelope)))
                .withMessage("The member '" + member + "' of an invocation envelope must be text").satisfies(failure -> {
                    assertThat(failure.appId()).isNull();
                    assertThat(failure.methodName()).isNull();
                    assertThat(failure.httpVerb()).isNull();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = { "{'appId':'a','AppId':'b'}", "{'appId':'a','APPID':'a'}", "{'body':1,'Body':2}",
            "{'methodName':'a','methodname':null}", "{'httpVerb':null,'HTTPVERB':'get'}" })
    void aMemberThatOccursTwiceIsRefused(String envelope) {
        assertThatExceptionOfType(InvalidInvocationTargetException.class).isThrownBy(() -> read(envelope))
                .withMessage("An invocation envelope contains a member twice, in different letter cases");
    }

    private static InvokeMethodParameters<Object> read(String envelope) {
        return InvokeMethodParameters.fromJson(new JsonObject(envelope.replace('\'', '"')));
    }
}
