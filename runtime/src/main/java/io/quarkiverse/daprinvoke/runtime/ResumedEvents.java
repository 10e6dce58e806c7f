package io.quarkiverse.daprinvoke.runtime;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jboss.logging.Logger;

import io.quarkiverse.daprinvoke.IncompleteResponseException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeMethodParameters.Parameter;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.runtime.call.OutgoingCall;
import io.quarkiverse.daprinvoke.runtime.codec.ResponseType;
import io.quarkiverse.daprinvoke.runtime.codec.Resumption;
import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkiverse.daprinvoke.runtime.telemetry.ObservedCall;
import io.quarkiverse.daprinvoke.runtime.telemetry.ShortText;
import io.quarkiverse.daprinvoke.runtime.values.EventSplitter;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * The event stream of one call that is repeated after each loss of its connection. Each repetition is an ordinary call with the
 * same target and payload. Everything except the subscription runs on the caller's context.
 */
final class ResumedEvents implements Resumption {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.daprinvoke");

    private static final String LAST_EVENT_ID = "last-event-id";
    private static final int MAX_ID_BYTES = 2048;

    private final SidecarClient client;
    private final EmitterSettings settings;
    private final InvokeMethodParameters<?> parameters;
    private final ResolvedTarget target;
    private final OutgoingCall call;
    private final Losses losses;
    private final Multi<Object> events;
    private final AtomicBoolean callDue = new AtomicBoolean();
    private ResponseType<Multi<?>> type;
    private Multi<Object> firstEvents;
    private String lastEventId;
    private Duration retry;
    /** The splitter of the current response, {@code null} if there is none. */
    private EventSplitter splitter;
    private long begun;

    /**
     * @param call what the first call sends
     * @throws IllegalArgumentException if the call must not or cannot be repeated
     */
    ResumedEvents(SidecarClient client, EmitterSettings settings, InvokeMethodParameters<?> parameters, ResolvedTarget target,
            OutgoingCall call) {
        String verb = target.verb().name();
        if (!settings.retry().verbs().contains(verb)) {
            throw new IllegalArgumentException("A call has a responseStream(..) that is resumed, but its verb is " + verb
                    + ", and calls with that verb are not retried: add it to quarkus.dapr-invoke.retry.verbs if they are safe "
                    + "to retry");
        } else if (call.body() != null && call.body().isSentOnce()) {
            throw new IllegalArgumentException("A call has a responseStream(..) that is resumed, but its payload is a stream, "
                    + "which cannot be sent again");
        }
        this.client = client;
        this.settings = settings;
        this.parameters = parameters;
        this.target = target;
        this.call = call.caller() != null ? call : call.on(client.eventLoops().caller());
        losses = new Losses(settings.retry(), call.timeout());
        // Created here, to capture the request context of this thread
        events = Multi.createFrom().deferred(() -> callDue.getAndSet(false) ? callAgain() : firstEvents)
                .onFailure().retry().when(failures -> failures.onItem().transformToUniAndConcatenate(this::next));
    }

    ResolvedTarget target() {
        return target;
    }

    /**
     * @param observed the observed call, {@code null} without observers
     * @return the next call
     */
    OutgoingCall call(ObservedCall observed) {
        List<Parameter> headers = new ArrayList<>(call.headers());
        if (lastEventId != null) {
            headers.removeIf(header -> header.name().equalsIgnoreCase(LAST_EVENT_ID));
            if (!lastEventId.isEmpty()) {
                // In a header each character is a byte
                headers.add(new Parameter(LAST_EVENT_ID, new String(lastEventId.getBytes(StandardCharsets.UTF_8),
                        StandardCharsets.ISO_8859_1)));
            }
        }
        return new OutgoingCall(call.sidecar(), call.body(), observed == null ? headers : observed.headers(headers),
                call.timeout(), observed, call.caller());
    }

    @Override
    public String lastEventId() {
        return lastEventId;
    }

    @Override
    public Multi<Object> begun(ResponseType<Multi<?>> type, EventSplitter splitter, Multi<Object> events) {
        this.splitter = splitter;
        begun = System.nanoTime();
        if (firstEvents != null) {
            return events;
        }
        this.type = type;
        firstEvents = events;
        return this.events;
    }

    private Multi<Object> callAgain() {
        return Infrastructure.onUniCreation(new InvokeUni<>(client, settings, parameters, type, call.caller(), this))
                .onItem().transformToMulti(events -> events);
    }

    /**
     * @return an item when the next call is due, or the failure if there is no further call
     */
    private Uni<Boolean> next(Throwable failure) {
        Uni<Boolean> end = Uni.createFrom().failure(failure);
        if (!(failure instanceof IncompleteResponseException || failure instanceof SidecarUnavailableException)) {
            return end;
        }
        long now = System.nanoTime();
        boolean hadEvents = false;
        long connectedNanos = 0;
        if (splitter != null) {
            hadEvents = splitter.number() > 0;
            connectedNanos = now - begun;
            lastEventId = splitter.passedId();
            retry = splitter.reconnectionTime() != null ? splitter.reconnectionTime() : retry;
            splitter = null;
        }
        long delay = losses.delayMillis(now, connectedNanos, hadEvents, retry, ThreadLocalRandom.current().nextDouble());
        if (delay == Losses.GIVE_UP || !canBeSent(lastEventId)) {
            return end;
        }
        LOG.debugf("The connection of the event stream of %s was lost (%s). It is resumed in %d ms",
                ShortText.of(target.toLine()),
                failure.getClass().getSimpleName(), delay);
        return client.delay(delay).onItem().transformToUni(passed -> {
            callDue.set(passed);
            return passed ? Uni.createFrom().item(true) : end;
        });
    }

    private static boolean canBeSent(String id) {
        return id == null || id.chars().noneMatch(Character::isISOControl)
                && id.getBytes(StandardCharsets.UTF_8).length <= MAX_ID_BYTES;
    }
}
