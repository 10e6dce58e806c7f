package io.quarkiverse.daprinvoke.runtime.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.vertx.core.buffer.Buffer;

class ErrorJsonTest {

    private static final String DAPR = "{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"failed\"}";
    private static final ErrorJson NONE = new ErrorJson(null, null);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"errorCode":"ERR_DIRECT_INVOKE","message":"failed"}               | ERR_DIRECT_INVOKE      | failed
            { "message" : "failed", "errorCode" : "ERR_MALFORMED_RESPONSE" }   | ERR_MALFORMED_RESPONSE | failed
            {"errorCode":"ERR_X","message":"m","details":[{"@type":"t"}]}      | ERR_X                  | m
            {"errorCode":"ERR_X","message":"say \\"no\\""}                     | ERR_X                  | say "no"
            {"errorCode":"ERR_X","message":""}                                 | ERR_X                  | ''
            {"errorCode":"ERR_X","message":"m","code":3}                       | ERR_X                  | m
            {"code":3,"message":"InvalidArgument","details":[{"a":1}]}         |                        | InvalidArgument
            {"code": 3, "message": "InvalidArgument"}                          |                        | InvalidArgument
            {"errorCode":null,"code":3,"message":"m"}                          |                        | m
            """)
    void readsTheFormsThatDaprWritesWithoutJsonQuotes(String body, String errorCode, String message) {
        assertThat(ErrorJson.parse(500, "application/json", Buffer.buffer(body))).isEqualTo(new ErrorJson(errorCode, message));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "oops", "<html></html>", "null", "1", "true", "\"text\"", "[]",
            "[{\"errorCode\":\"ERR_X\",\"message\":\"m\"}]", "{}", "{\"error\":\"bad request\"}", "{\"message\":\"m\"}",
            "{\"errorCode\":\"ERR_X\"}", "{\"errorCode\":\"ERR_X\",\"message\":1}",
            "{\"errorCode\":\"ERR_X\",\"message\":null}",
            "{\"errorCode\":\"ERR_X\",\"message\":{}}", "{\"errorCode\":1,\"message\":\"m\"}",
            "{\"errorCode\":1,\"code\":1,\"message\":\"m\"}", "{\"errorCode\":\"\",\"message\":\"m\"}",
            "{\"errorCode\":\"orders.unknown\",\"message\":\"m\"}", "{\"errorCode\":\"err_x\",\"message\":\"m\"}",
            "{\"code\":\"3\",\"message\":\"m\"}", "{\"code\":null,\"message\":\"m\"}",
            "{\"errorCode\":\"ERR_X\",\"message\":\"m\"" })
    void anyOtherBodyIsTheApplicationsOwn(String body) {
        assertThat(ErrorJson.parse(500, "application/json", Buffer.buffer(body))).isEqualTo(NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = { "application/json", "application/json; charset=utf-8", "Application/JSON",
            "application/json;charset=UTF-8", "application/json ;a=\";b\"" })
    void readsItWithTheContentTypeOfJson(String contentType) {
        assertThat(ErrorJson.parse(400, contentType, Buffer.buffer(DAPR)))
                .isEqualTo(new ErrorJson("ERR_DIRECT_INVOKE", "failed"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "text/plain", "text/json", "application/problem+json", "application/jso", "",
            "application/json-patch+json", "application/jsonlines" })
    void doesNotReadItWithAnotherContentType(String contentType) {
        assertThat(ErrorJson.parse(500, contentType, Buffer.buffer(DAPR))).isEqualTo(NONE);
    }

    @ParameterizedTest
    @CsvSource({ "400,true", "403,true", "599,true", "399,false", "302,false", "200,false" })
    void readsItOfErrorsOnly(int status, boolean read) {
        assertThat(ErrorJson.parse(status, "application/json", Buffer.buffer(DAPR)).errorCode() != null).isEqualTo(read);
        assertThat(ErrorJson.parse(status, null, Buffer.buffer(DAPR))).isEqualTo(NONE);
    }
}
