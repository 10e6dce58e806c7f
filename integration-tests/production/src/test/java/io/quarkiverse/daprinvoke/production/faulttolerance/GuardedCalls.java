package io.quarkiverse.daprinvoke.production.faulttolerance;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.smallrye.faulttolerance.api.RetryWhen;
import io.smallrye.mutiny.Uni;

/** Calls whose failures are handled by annotations of fault tolerance. */
@ApplicationScoped
public class GuardedCalls {

    @Inject
    @DaprInvoke(appId = "guarded", methodName = "method", httpVerb = "get")
    RequestEmitter<Void, String> emitter;

    @Inject
    @DaprInvoke(name = "tried-again", appId = "guarded", methodName = "method", httpVerb = "get")
    RequestEmitter<Void, String> triedAgain;

    @Inject
    @DaprInvoke(appId = "guarded", methodName = "absent", httpVerb = "get", daprAddress = "${absent.address:}")
    RequestEmitter<Void, String> absent;

    @Retry(maxRetries = 2, delay = 0, jitter = 0, retryOn = InvocationStatusException.class)
    public Uni<String> retried() {
        return emitter.request();
    }

    @Retry(maxRetries = 2, delay = 0, jitter = 0, retryOn = InvocationStatusException.class)
    public String retriedAndAwaited() {
        return emitter.requestAndAwait();
    }

    @Retry(maxRetries = 2, delay = 0, jitter = 0)
    public Uni<String> retriedTwice() {
        return triedAgain.request();
    }

    @Retry(maxRetries = 2, delay = 0, jitter = 0)
    public Uni<Integer> exchanged() {
        return emitter.exchange(InvokeMethodParameters.of(null)).map(InvokeResponse::statusCode);
    }

    @Retry(maxRetries = 2, delay = 0, jitter = 0)
    @RetryWhen(exception = NotSeen.class)
    public Uni<String> unlessSeen() {
        return emitter.request();
    }

    @Retry(maxRetries = 2, delay = 0, jitter = 0)
    @RetryWhen(exception = NotSeen.class)
    public Uni<String> toNobody() {
        return absent.request();
    }

    /** Failures after which the called application has certainly not seen the call. */
    public static class NotSeen implements Predicate<Throwable> {

        @Override
        public boolean test(Throwable failure) {
            return failure instanceof DaprInvokeException call && !call.mayHaveBeenSent();
        }
    }

    @Timeout(value = 200, unit = ChronoUnit.MILLIS)
    public Uni<String> givenUp() {
        return emitter.request();
    }

    @Timeout(value = 200, unit = ChronoUnit.MILLIS)
    public String givenUpAndAwaited() {
        return emitter.requestAndAwait();
    }

    @Timeout(value = 10, unit = ChronoUnit.SECONDS)
    public Uni<String> bounded() {
        return emitter.request(InvokeMethodParameters.none().timeout(Duration.ofMillis(200)));
    }

    @CircuitBreaker(requestVolumeThreshold = 2, failureRatio = 1, delay = 1, delayUnit = ChronoUnit.HOURS)
    public Uni<String> broken() {
        return emitter.request();
    }

    @CircuitBreaker(requestVolumeThreshold = 2, failureRatio = 1, delay = 1, delayUnit = ChronoUnit.HOURS)
    public Uni<String> found() {
        return emitter.request().onFailure(GuardedCalls::isNotFound).recoverWithNull();
    }

    private static boolean isNotFound(Throwable failure) {
        return failure instanceof InvocationStatusException answer && answer.statusCode() == 404;
    }

    @Fallback(fallbackMethod = "standIn")
    public Uni<String> replaced() {
        return emitter.request();
    }

    Uni<String> standIn() {
        return Uni.createFrom().item("stand-in");
    }
}
