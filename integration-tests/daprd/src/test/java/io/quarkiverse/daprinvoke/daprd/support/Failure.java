package io.quarkiverse.daprinvoke.daprd.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.smallrye.mutiny.Uni;

/**
 * The failure that a caller receives.
 */
public final class Failure {

    private static final int LIMIT_SECONDS = 30;

    private Failure() {
    }

    /**
     * Makes a call and waits for it.
     *
     * @param type the very class of the failure
     */
    public static <E extends DaprInvokeException> E of(Class<E> type, Uni<?> call) {
        return of(type, call.subscribeAsCompletionStage());
    }

    /**
     * Waits for a call.
     *
     * @param type the very class of the failure
     */
    public static <E extends DaprInvokeException> E of(Class<E> type, CompletableFuture<?> call) {
        Throwable thrown = catchThrowable(() -> call.get(LIMIT_SECONDS, TimeUnit.SECONDS));
        assertThat(thrown).isInstanceOf(ExecutionException.class);
        assertThat(thrown.getCause()).isExactlyInstanceOf(type);
        return type.cast(thrown.getCause());
    }

    /**
     * That a call to {@link Calls#to} was answered by the sidecar itself.
     *
     * @param reason what it says, as a regular expression
     */
    public static void ofSidecar(int status, String appId, String reason, CompletableFuture<?> call) {
        InvocationStatusException failure = of(InvocationStatusException.class, call);
        assertThat(failure.statusCode()).isEqualTo(status);
        assertThat(failure.errorCode()).isEqualTo("ERR_DIRECT_INVOKE");
        assertThat(failure.errorMessage()).matches("failed to invoke, id: " + appId + ", err: " + reason);
        assertThat(failure).hasMessage("POST " + appId + "/" + Calls.METHOD + " was answered with status " + status
                + " ERR_DIRECT_INVOKE: " + failure.errorMessage());
        assertThat(failure.contentType()).isEqualTo("application/json");
        assertThat(failure.mayHaveBeenSent()).isTrue();
    }

    /** The same for a call that is yet to be made. */
    public static void ofSidecar(int status, String appId, String reason, Uni<?> call) {
        ofSidecar(status, appId, reason, call.subscribeAsCompletionStage());
    }
}
