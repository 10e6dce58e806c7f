package io.quarkiverse.daprinvoke.daprd.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.smallrye.mutiny.Uni;

/**
 * Calls and their outcomes.
 */
public final class Calls {

    public static final String METHOD = "foo";

    /** All activity has ended within this time, even on a busy machine. */
    public static final Duration LIMIT = Duration.ofSeconds(20);

    private Calls() {
    }

    /**
     * @return a text for the method {@link #METHOD}, which goes out with POST
     */
    public static InvokeMethodParameters<Object> to(String appId) {
        return InvokeMethodParameters.<Object> of("text").binding("appId", appId).binding("method", METHOD);
    }

    public static InvokeMethodParameters<Object> to(String appId, String method) {
        return to(appId, method, null);
    }

    /**
     * @param body {@code null} for none
     */
    public static <T> InvokeMethodParameters<T> to(String appId, String method, T body) {
        return InvokeMethodParameters.of(body).appId(appId).methodName(method);
    }

    public static <X> X item(Uni<X> call) {
        return call.await().atMost(LIMIT);
    }

    public static <E extends Throwable> E failure(Class<E> type, Uni<?> call) {
        Throwable failure = catchThrowable(() -> item(call));
        assertThat(failure).isExactlyInstanceOf(type);
        return type.cast(failure);
    }

    /**
     * Makes as many calls at the same time, so that as many connections are kept for later, and waits until they have
     * succeeded.
     */
    public static void atOnce(int count, Supplier<Uni<Void>> call) {
        item(Uni.join().all(Stream.generate(call).limit(count).toList()).andFailFast());
    }
}
