package io.quarkiverse.daprinvoke.torture.replies;

import java.nio.file.Path;

import jakarta.inject.Singleton;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkus.arc.Unremovable;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * One emitter for each kind of response type.
 */
@Singleton
@Unremovable
public class ResponseEmitters {

    private final RequestEmitter<Object, String> text;
    private final RequestEmitter<Object, byte[]> bytes;
    private final RequestEmitter<Object, Buffer> buffer;
    private final RequestEmitter<Object, JsonObject> json;
    private final RequestEmitter<Object, Multi<Buffer>> stream;
    private final RequestEmitter<Object, Path> file;
    private final RequestEmitter<Buffer, String> echo;

    ResponseEmitters(@DaprInvoke(appId = "shop", methodName = "odd") RequestEmitter<Object, String> text,
            @DaprInvoke(appId = "shop", methodName = "odd") RequestEmitter<Object, byte[]> bytes,
            @DaprInvoke(appId = "shop", methodName = "odd") RequestEmitter<Object, Buffer> buffer,
            @DaprInvoke(appId = "shop", methodName = "odd") RequestEmitter<Object, JsonObject> json,
            @DaprInvoke(appId = "shop", methodName = "odd") RequestEmitter<Object, Multi<Buffer>> stream,
            @DaprInvoke(appId = "shop", methodName = "odd") RequestEmitter<Object, Path> file,
            @DaprInvoke(appId = "shop", methodName = "echo") RequestEmitter<Buffer, String> echo) {
        this.text = text;
        this.bytes = bytes;
        this.buffer = buffer;
        this.json = json;
        this.stream = stream;
        this.file = file;
        this.echo = echo;
    }

    public RequestEmitter<Object, String> text() {
        return text;
    }

    public RequestEmitter<Object, byte[]> bytes() {
        return bytes;
    }

    public RequestEmitter<Object, Buffer> buffer() {
        return buffer;
    }

    public RequestEmitter<Object, JsonObject> json() {
        return json;
    }

    public RequestEmitter<Object, Multi<Buffer>> stream() {
        return stream;
    }

    public RequestEmitter<Object, Path> file() {
        return file;
    }

    /** Calls a method that answers with its payload. */
    public RequestEmitter<Buffer, String> echo() {
        return echo;
    }
}
