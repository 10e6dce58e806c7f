package io.quarkiverse.daprinvoke.test.invocation.headers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * A call asks for JSON if it reads JSON, and leaves the choice to the called application otherwise.
 */
class AcceptTest {

    private static final String JSON = "application/json, */*;q=0.8";
    private static final String VALUES = "application/x-ndjson, application/jsonl, application/jsonlines, "
            + "application/stream+json, application/json-seq, text/event-stream, application/json;q=0.9";

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Order> order;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, List<Order>> list;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Map<String, Order>> map;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, JsonObject> jsonObject;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, JsonArray> jsonArray;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Object> object;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Optional<Order>> optional;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, InvokeResponse<Order>> response;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, InvokeResponse<Optional<Order>>> optionalResponse;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, String> text;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, CharSequence> characters;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Optional<String>> optionalText;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, byte[]> bytes;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, ByteBuffer> byteBuffer;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Buffer> buffer;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Multi<Buffer>> stream;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Multi<Order>> values;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, InvokeResponse<Multi<String>>> valuesWithHead;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Void> nothing;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, InvokeResponse<Void>> head;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<Order> emitter;

    public record Order(String id) {
    }

    @BeforeEach
    void answer() {
        SharedSidecar.get().answer(RawSidecar.ok(""));
    }

    private static void assertAccept(List<String> accept, Uni<?>... calls) {
        for (int i = 0; i < calls.length; i++) {
            assertThat(Calls.sent(calls[i]).header("accept")).as("call %s", i).isEqualTo(accept);
        }
    }

    @Test
    void aJsonReplyIsAskedFor() {
        assertAccept(List.of(JSON), order.request(), list.request(), map.request(), jsonObject.request(), jsonArray.request(),
                object.request(), optional.request(), response.request(), optionalResponse.request(), order.exchange(),
                optional.exchange(), response.exchange());
    }

    @Test
    void aStreamOfValuesIsAskedForInEachOfItsFormats() {
        assertAccept(List.of(VALUES), values.request().chain(all -> all.collect().asList()),
                valuesWithHead.request().chain(response -> response.body().collect().asList()),
                values.exchange().chain(response -> response.body().collect().asList()));
    }

    @Test
    void otherRepliesAreNot() {
        assertAccept(List.of(), text.request(), characters.request(), optionalText.request(), bytes.request(),
                byteBuffer.request(), buffer.request(), nothing.request(), head.request(), text.exchange(), bytes.exchange(),
                nothing.exchange(), emitter.send(), emitter.exchange(), emitter.send(new Order("7")), order.send());
        assertAccept(List.of(), stream.request().chain(chunks -> chunks.collect().asList()));
    }

    @Test
    void theHeaderOfTheCallWins() {
        InvokeMethodParameters<Void> own = InvokeMethodParameters.none().header("aCCept", "application/xml");
        assertAccept(List.of("application/xml"), order.request(own), order.exchange(own), text.request(own));
        assertAccept(List.of(""), order.request(InvokeMethodParameters.none().header("accept", "")));
        assertAccept(List.of("a/b", "c/d"),
                order.request(InvokeMethodParameters.none().header("accept", "a/b").header("Accept", "c/d")));
    }
}
