package io.quarkiverse.daprinvoke.runtime.codec;

import java.util.HashMap;
import java.util.Map;

/**
 * Types that are not a value but provide one, so that their JSON would be meaningless. Payloads and responses of these types
 * are refused: by the build if they are declared, otherwise by the call.
 */
public enum UnsuitableTypes {

    DEFERRED("Use the type of the value; the methods of the emitter return a Uni of it", // Multi is streamed
            "io.smallrye.mutiny.Uni", "java.util.concurrent.Flow$Publisher", "org.reactivestreams.Publisher",
            "java.util.concurrent.CompletionStage", "java.util.concurrent.Future", "io.vertx.core.Future",
            "io.vertx.mutiny.core.Future"),
    /** The content of a payload is sent. Within JSON, such as in a list, they are written as names, which may be intended. */
    FILE("Declare the payload as Path or File, or the response as Path. Use byte[], Buffer or String for anything else",
            "java.io.File", "java.nio.file.Path"),
    BYTES(Texts.BYTES, "java.io.InputStream", "java.io.Reader", "java.nio.channels.Channel", "io.vertx.core.streams.ReadStream",
            "io.vertx.mutiny.core.streams.ReadStream", "io.netty.buffer.ByteBuf", "java.sql.Blob", "java.sql.Clob"),
    ITERATION("Use a List of what it yields: it can be read only once, but a call may be made again", "java.util.Iterator",
            "java.util.stream.BaseStream"),
    PARAMETERS("Declare the emitter for the type of the payload, and pass the InvokeMethodParameters to its methods",
            "io.quarkiverse.daprinvoke.InvokeMethodParameters"),
    RESPONSE("Use the type of its body", "io.quarkiverse.daprinvoke.InvokeResponse", "jakarta.ws.rs.core.Response",
            "org.jboss.resteasy.reactive.RestResponse", "java.net.http.HttpResponse", "io.vertx.ext.web.client.HttpResponse",
            "io.vertx.mutiny.ext.web.client.HttpResponse"),
    FORM("Use a Map<String, List<String>>, pass the asMap() of the form, and set the content type "
            + "application/x-www-form-urlencoded", "jakarta.ws.rs.core.Form"),
    /** As payloads they have encoders. */
    PAYLOAD("It can only be the payload as a whole. Use Buffer or String to read a form",
            "io.quarkiverse.daprinvoke.Multipart", "io.vertx.ext.web.multipart.MultipartForm",
            "io.vertx.mutiny.ext.web.multipart.MultipartForm", "io.vertx.core.MultiMap", "io.vertx.mutiny.core.MultiMap");

    private final String advice;
    private final String[] names;

    UnsuitableTypes(String advice, String... names) {
        this.advice = advice;
        this.names = names;
    }

    /**
     * @return the remedy
     */
    public String advice() {
        return advice;
    }

    /**
     * @return {@code null} if values of the type can be sent and read
     */
    public static UnsuitableTypes of(Class<?> type) {
        UnsuitableTypes found = null;
        for (Class<?> c = type; c != null && found == null; c = c.getSuperclass()) {
            found = Texts.KINDS.get(c.getName());
            Class<?>[] interfaces = c.getInterfaces();
            for (int i = 0; i < interfaces.length && found == null; i++) {
                found = of(interfaces[i]);
            }
        }
        return found;
    }

    /** A separate class, because the constructors of an enum run before its own constants are initialized. */
    private static final class Texts {

        static final String BYTES = "Read it and use byte[], Buffer or String, or a Multi<Buffer> to stream it";

        // By name, because some of them may be absent from the application
        static final Map<String, UnsuitableTypes> KINDS = new HashMap<>();

        static {
            for (UnsuitableTypes kind : values()) {
                for (String name : kind.names) {
                    KINDS.put(name, kind);
                }
            }
        }
    }
}
