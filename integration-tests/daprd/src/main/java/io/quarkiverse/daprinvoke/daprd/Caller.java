package io.quarkiverse.daprinvoke.daprd;

import java.nio.file.Path;
import java.util.Map;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.ServerSentEvent;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * The calling application: emitters of each kind, whose targets the calls choose.
 */
@Singleton
public class Caller {

    private static final String APP_ID = "{appId}";
    private static final String METHOD = "{method}";

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = METHOD)
    public Emitter<Object> any;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = "of/{first}/{second}/end", httpVerb = "{verb}")
    public Emitter<Object> placeholders;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = METHOD)
    public RequestEmitter<Object, String> text;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = METHOD)
    public Emitter<Map<String, Object>> json;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = METHOD)
    public RequestEmitter<Map<String, Object>, Map<String, Object>> jsonToJson;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = METHOD)
    public RequestEmitter<Multi<Buffer>, InvokeResponse<Multi<Buffer>>> streams;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = METHOD)
    public RequestEmitter<Multi<Map<String, Object>>, String> rows;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = METHOD)
    public RequestEmitter<Object, Path> files;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = METHOD, httpVerb = "get")
    public RequestEmitter<Void, Multi<Map<String, Object>>> values;

    @Inject
    @DaprInvoke(appId = APP_ID, methodName = METHOD, httpVerb = "get")
    public RequestEmitter<Void, Multi<ServerSentEvent<Map<String, Object>>>> events;
}
