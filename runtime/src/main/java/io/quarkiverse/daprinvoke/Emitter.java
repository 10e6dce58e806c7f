package io.quarkiverse.daprinvoke;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * Sends payloads to a method of another application through the Dapr sidecar. Inject it with {@link DaprInvoke}:
 *
 * <pre>
 * {@literal @}Inject
 * {@literal @}DaprInvoke(appId = "orders", methodName = "create")
 * Emitter&lt;Order&gt; orders;
 * </pre>
 *
 * Each send is one HTTP call. The sidecar forwards it to the called application and returns the response. There is no queue and
 * no acknowledgement. A completed send means that the called application responded with a 2xx status. A failed send does not
 * mean that the call did not reach the application, see {@link DaprInvokeException#mayHaveBeenSent()}. {@link Invoker}
 * describes the methods. For typed responses, inject a {@link RequestEmitter}.
 * <p>
 * <b>Payloads.</b> The type of the payload decides what is sent:
 * <ul>
 * <li>{@code String} and any other {@code CharSequence}: text in UTF-8.
 * <li>{@code byte[]}, {@code Buffer} (of Vert.x or its Mutiny variant), and the remaining bytes of a {@code ByteBuffer}: the
 * bytes, unchanged.
 * <li>{@code Path} and {@code File}: the content of the file.
 * <li>{@link Multipart} and {@code MultipartForm}: a multipart form.
 * <li>{@code MultiMap}: a form. {@code Map} and {@code JsonObject} are sent as a form if the content type is
 * {@code application/x-www-form-urlencoded}.
 * <li>Any other type: JSON, written by the {@code ObjectMapper} of the application.
 * <li>{@code null}: neither a body nor a content type. Declare {@code Void} for calls that never have a payload.
 * </ul>
 * Types that are not values, such as {@code Uni} and {@code InputStream}, are refused.
 * <p>
 * <b>Streamed payloads.</b> The chunks of a {@code Multi<Buffer>} are sent as they arrive, with back pressure. The emitter
 * requests one chunk at a time, on the Vert.x context of the call, and none while the connection accepts no more data. The
 * values of any other {@code Multi} are sent in the same way, each as JSON. Their format is {@code application/x-ndjson},
 * unless the content type is {@code application/json-seq} or {@code application/json}, which is one array. If the {@code Multi}
 * fails, the request is cut short. Neither the emitter nor the sidecar retries a streamed payload after a part of it was sent.
 * <p>
 * <b>Laziness.</b> A returned {@link Uni} does nothing until it is subscribed to. Each subscription makes one call. At that
 * moment, placeholders are resolved and the payload is encoded. A {@code Multi} is subscribed to when the call has a
 * connection.
 * <p>
 * <b>Retries.</b> A failed call is retried only if {@code quarkus.dapr-invoke.retry.max-attempts} (1 by default) is greater
 * than 1. It is then retried if nothing of it was sent. If its verb is one of {@code quarkus.dapr-invoke.retry.verbs}, it is
 * also retried after a lost connection and after a status of {@code quarkus.dapr-invoke.retry.statuses}.
 * <p>
 * <b>Threads.</b> Emitters are thread-safe. No method blocks, except the {@code AndAwait} methods. Results are delivered on the
 * Vert.x context from which the {@code Uni} was subscribed to. A cancelled subscription ends the HTTP exchange and cancels a
 * streamed payload.
 * <p>
 * <b>Failures.</b> The {@code Uni} fails with a subclass of {@link DaprInvokeException}:
 * <ul>
 * <li>{@link InvalidInvocationTargetException}: the target or a header is invalid. Nothing was sent.
 * <li>{@link PayloadEncodingException}: the payload cannot be encoded, or a streamed payload failed.
 * <li>{@link InvocationFilterException}: a filter failed.
 * <li>{@link SidecarUnavailableException}: the sidecar cannot be reached, or the connection was lost.
 * <li>{@link InvocationTimeoutException}: the call did not complete within its timeout.
 * <li>{@link InvocationStatusException}: the status is outside 2xx.
 * <li>{@link ResponseDecodingException}: the response is cut short, too large, compressed, or not of the declared type.
 * </ul>
 * A mistake of the caller is reported by another unchecked exception: {@link IllegalArgumentException} if
 * {@link InvokeMethodParameters} or {@link Multipart} cannot hold a value, or if a call has a {@link ResponseStream} that its
 * response does not allow; and the exceptions of the {@code AndAwait} methods that {@link Invoker} lists.
 * <p>
 * This is not the {@code Emitter} of MicroProfile Reactive Messaging: it has no channel. An application can use both.
 *
 * @param <T> the type of the payload
 */
public interface Emitter<T> extends Invoker<T, Buffer> {
}
