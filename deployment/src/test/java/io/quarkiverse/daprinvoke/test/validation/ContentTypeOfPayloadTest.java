package io.quarkiverse.daprinvoke.test.validation;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.Multipart;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * A content type that does not go with the payload.
 */
class ContentTypeOfPayloadTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private static final String A_LIST = "a list is sent as one JSON array, not value by value";
    private static final String A_MULTI = "Use a Multi of its elements";

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.build("Found 7 problems with @DaprInvoke:\n"
            + fault(1, "formOfAList", FORM, "java.util.List<java.lang.String>", "a form must consist of names and values",
                    "Use a Map<String, String>, a MultiMap or a JsonObject")
            + "\n"
            + fault(2, "formOfAType", FORM + "; charset=utf-8", Login.class.getName(),
                    "a form must consist of names and values", "Use a Map<String, String>, a MultiMap or a JsonObject")
            + "\n"
            + fault(3, "jsonArrayAsSequence", "application/json-seq", "io.vertx.core.json.JsonArray", A_LIST, A_MULTI)
            + "\n"
            + fault(4, "listAsLines", "application/x-ndjson", "java.util.List<java.lang.String>", A_LIST, A_MULTI)
            + "\n"
            + fault(5, "multiMapAsJson", "application/json", "io.vertx.core.MultiMap",
                    "a MultiMap is sent with the content type " + FORM,
                    "Remove the other content type, or use Multipart for multipart/form-data")
            + "\n"
            + fault(6, "multipartOfJson", "multipart/form-data", "java.util.Map<java.lang.String, java.lang.String>",
                    "JSON is not multipart", "Use Multipart")
            + "\n"
            + fault(7, "valuesAsCsv", "text/csv", "io.smallrye.mutiny.Multi<java.lang.String>",
                    "values are streamed as application/x-ndjson, application/json-seq or application/json",
                    "Set one of these content types, or use a Multi<Buffer> for bytes of another type"));

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", contentType = FORM)
    Emitter<List<String>> formOfAList;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", contentType = FORM + "; charset=utf-8")
    Emitter<Login> formOfAType;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", contentType = "application/json")
    Emitter<MultiMap> multiMapAsJson;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", contentType = "multipart/form-data")
    Emitter<Map<String, String>> multipartOfJson;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", contentType = "text/csv")
    Emitter<Multi<String>> valuesAsCsv;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", contentType = "application/x-ndjson")
    Emitter<List<String>> listAsLines;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", contentType = "application/json-seq")
    Emitter<JsonArray> jsonArrayAsSequence;

    // The rest is right

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", contentType = "application/vnd.acme+json")
    Emitter<List<String>> listAsJson;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", contentType = "application/x-ndjson")
    Emitter<Login> oneLine;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", contentType = FORM)
    Emitter<Map<String, String>> form;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", contentType = FORM)
    Emitter<JsonObject> jsonObject;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", contentType = FORM)
    Emitter<String> text;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", contentType = FORM)
    Emitter<Object> object;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", contentType = "multipart/form-data")
    Emitter<Multipart> multipart;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", contentType = "text/csv")
    Emitter<Multi<Buffer>> bytes;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", contentType = "${rows.type}")
    Emitter<List<String>> expression;

    public record Login(String user) {
    }

    private static String fault(int number, String field, String contentType, String payload, String rule, String advice) {
        return "\t[" + number + "] The contentType [" + contentType + "] of @DaprInvoke does not match the payload " + payload
                + ", " + rule + ": " + ContentTypeOfPayloadTest.class.getName() + "#" + field + ". " + advice;
    }

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
