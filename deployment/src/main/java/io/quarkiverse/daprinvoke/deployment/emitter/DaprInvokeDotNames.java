package io.quarkiverse.daprinvoke.deployment.emitter;

import java.io.File;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

import org.jboss.jandex.DotName;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.Multipart;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.ServerSentEvent;
import io.smallrye.mutiny.Multi;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.multipart.MultipartForm;

public final class DaprInvokeDotNames {

    public static final DotName DAPR_INVOKE = DotName.createSimple(DaprInvoke.class);
    static final DotName EMITTER = DotName.createSimple(Emitter.class);
    static final DotName REQUEST_EMITTER = DotName.createSimple(RequestEmitter.class);
    static final DotName INVOKE_RESPONSE = DotName.createSimple(InvokeResponse.class);
    static final DotName SERVER_SENT_EVENT = DotName.createSimple(ServerSentEvent.class);
    static final DotName OPTIONAL = DotName.createSimple(Optional.class);
    static final DotName PATH = DotName.createSimple(Path.class);
    static final DotName VOID = DotName.createSimple(Void.class);

    // By name, because they may be absent from the application
    static final Set<DotName> MESSAGING_EMITTERS = Set.of(
            DotName.createSimple("org.eclipse.microprofile.reactive.messaging.Emitter"),
            DotName.createSimple("io.smallrye.reactive.messaging.MutinyEmitter"));

    /** Types that are sent and read without Jackson, and so without reflection. */
    static final Set<DotName> PLAIN_TYPES = Set.of(DotName.createSimple(String.class), DotName.createSimple(CharSequence.class),
            DotName.createSimple(Object.class), VOID, DotName.createSimple(Multi.class), DotName.createSimple(ByteBuffer.class),
            DotName.createSimple(Buffer.class), DotName.createSimple(io.vertx.mutiny.core.buffer.Buffer.class),
            DotName.createSimple(JsonObject.class), DotName.createSimple(JsonArray.class), DotName.createSimple(Path.class),
            DotName.createSimple(File.class), DotName.createSimple(Multipart.class), DotName.createSimple(MultipartForm.class),
            DotName.createSimple("io.vertx.mutiny.ext.web.multipart.MultipartForm"), DotName.createSimple(MultiMap.class),
            DotName.createSimple(io.vertx.mutiny.core.MultiMap.class));

    static final DotName MULTI = DotName.createSimple(Multi.class);

    static final Set<DotName> BUFFERS = Set.of(DotName.createSimple(Buffer.class),
            DotName.createSimple(io.vertx.mutiny.core.buffer.Buffer.class));

    static final Set<DotName> OTHER_BYTES = Set.of(DotName.createSimple(byte[].class), DotName.createSimple(ByteBuffer.class));

    private DaprInvokeDotNames() {
    }
}
