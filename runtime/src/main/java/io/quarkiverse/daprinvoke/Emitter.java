package io.quarkiverse.daprinvoke;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * Sends payloads to a method of another application through the Dapr sidecar. Injected with {@link DaprInvoke}:
 *
 * <pre>
 * {@literal @}Inject
 * {@literal @}DaprInvoke(appId = "orders", methodName = "create")
 * Emitter&lt;Order&gt; orders;
 * </pre>
 *
 * Each send is one HTTP call: the sidecar hands it to the other application and brings the answer back. There is no queue
 * and no acknowledgement behind it. A completed send says that the other application answered with a 2xx status; a failed
 * one does not say that the application was not reached. For responses, inject a {@link RequestEmitter}. {@link Invoker} has
 * the methods.
 * <p>
 * <b>Payloads.</b> {@code String} and any other {@code CharSequence} is sent as UTF-8 text; {@code byte[]}, the remaining bytes
 * of a {@code ByteBuffer} and {@code Buffer} (of Vert.x or its Mutiny variant) as they are; {@code Path} and {@code File} as
 * the content of the file; {@link Multipart} and {@code MultipartForm} as a multipart form; {@code MultiMap} as a form, and so
 * are {@code Map} and {@code JsonObject} if the content type is {@code application/x-www-form-urlencoded}; every other type as
 * JSON, written by the application's {@code ObjectMapper}. A type that leads to a value and is none, such as {@code Uni} or
 * {@code InputStream}, is refused. {@code null} sends neither a body nor a content type; declare {@code Void} for calls that
 * never have a payload.
 * <p>
 * The chunks of a {@code Multi<Buffer>} are sent as they come, with back pressure: each is asked for, on the
 * context of the call, once the one before it has been taken, and none while the connection takes no more. The values of a
 * {@code Multi} of any other type are sent in the same way, each as JSON: as {@code application/x-ndjson}, or as the content
 * type says {@code application/json-seq} or {@code application/json}, which is an array. A failure of the
 * {@code Multi} cuts the request short. The sidecar never sends such a payload again.
 * <p>
 * <b>Laziness.</b> A returned {@link Uni} does nothing until it is subscribed to, and then makes one call for each
 * subscription. Placeholders are resolved and the payload is encoded at that moment; a {@code Multi} is subscribed to
 * when there is a connection for it. A call that fails is tried again only if
 * {@code quarkus.dapr-invoke.retry.max-attempts} allows more than one attempt, and then only if nothing of it was sent or its
 * verb is one that may be repeated.
 * <p>
 * <b>Threads.</b> Emitters may be used by any number of threads. Nothing here blocks, except the {@code AndAwait} methods.
 * Results arrive on the Vert.x context from which the Uni was subscribed to. Cancelling the subscription ends the HTTP
 * exchange and cancels a streamed payload.
 * <p>
 * <b>Failures</b> are {@link DaprInvokeException}s: {@link InvalidInvocationTargetException} and
 * {@link PayloadEncodingException} before anything is sent, {@link InvocationFilterException} if a filter refuses the call,
 * then
 * {@link SidecarUnavailableException},
 * {@link InvocationTimeoutException}, {@link InvocationStatusException} for a status outside 2xx, and
 * {@link ResponseDecodingException} for a response that is cut short, too large, compressed or not of the declared type.
 * <p>
 * This is not MicroProfile's {@code Emitter}: no channel is involved, and applications may use both.
 *
 * @param <T> the type of the payload
 */
public interface Emitter<T> extends Invoker<T, Buffer> {
}
