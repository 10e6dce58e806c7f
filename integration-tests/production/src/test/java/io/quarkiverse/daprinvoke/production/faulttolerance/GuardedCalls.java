package io.quarkiverse.daprinvoke.production.faulttolerance;

import java.time.temporal.ChronoUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.smallrye.mutiny.Uni;

/** Calls whose failures are handled by annotations of fault tolerance. */
@ApplicationScoped
public class GuardedCalls {

    @Inject
    @DaprInvoke(appId = "guarded", methodName = "method", httpVerb = "get")
    RequestEmitter<Void, String> emitter;

    @Retry(maxRetries = 2, delay = 0, jitter = 0, retryOn = InvocationStatusException.class)
    public Uni<String> retried() {
        return emitter.request();
    }

    @Timeout(value = 200, unit = ChronoUnit.MILLIS)
    public Uni<String> timed() {
        return emitter.request();
    }

    @CircuitBreaker(requestVolumeThreshold = 2, failureRatio = 1, delay = 1, delayUnit = ChronoUnit.HOURS)
    public Uni<String> broken() {
        return emitter.request();
    }
}
