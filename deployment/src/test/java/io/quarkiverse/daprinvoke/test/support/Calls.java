package io.quarkiverse.daprinvoke.test.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;

import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.smallrye.mutiny.Uni;

/**
 * Waits for calls and asserts what became of them.
 */
public final class Calls {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Calls() {
    }

    public static <X> X item(Uni<X> call) {
        return call.await().atMost(PATIENCE);
    }

    public static <E extends Throwable> E failure(Class<E> type, Uni<?> call) {
        Throwable failure = catchThrowable(() -> item(call));
        assertThat(failure).isExactlyInstanceOf(type);
        return type.cast(failure);
    }

    /**
     * @return the request of a call that succeeds
     */
    public static RawSidecar.Request sent(Uni<?> call) {
        item(call);
        return SharedSidecar.get().next();
    }

    /**
     * Asserts that nothing was sent so far: the first request that comes is that of the given call.
     */
    public static void assertNothingSentBefore(Uni<?> later, String requestLine) {
        assertThat(sent(later).requestLine()).isEqualTo(requestLine);
        assertThat(SharedSidecar.get().pending()).isZero();
    }

    /**
     * Makes a call whose outcome is known to {@link LastCalls}.
     */
    public static void startLast(String name, Uni<?> call) {
        call.subscribe().with(item -> LastCalls.ended(name, String.valueOf(item)),
                failure -> LastCalls.ended(name, failure.getClass().getSimpleName() + ", "
                        + (((DaprInvokeException) failure).mayHaveBeenSent() ? "maybe sent" : "not sent") + ": "
                        + failure.getMessage()));
    }

    /**
     * Asserts what a failure says it was aimed at.
     */
    public static void assertTarget(DaprInvokeException failure, String verb, String appId, String methodName) {
        assertThat(failure.httpVerb()).isEqualTo(verb);
        assertThat(failure.appId()).isEqualTo(appId);
        assertThat(failure.methodName()).isEqualTo(methodName);
    }
}
