package io.quarkiverse.daprinvoke.test.support;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The outcomes of calls that outlive their application, as text. The class is not part of any application under test, so it
 * cannot refer to classes of applications.
 */
public final class LastCalls {

    private static final ConcurrentMap<String, CompletableFuture<String>> OUTCOMES = new ConcurrentHashMap<>();

    private LastCalls() {
    }

    private static CompletableFuture<String> of(String name) {
        return OUTCOMES.computeIfAbsent(name, n -> new CompletableFuture<>());
    }

    public static void ended(String name, String outcome) {
        of(name).complete(outcome);
    }

    /**
     * @return what became of it, which must be known already
     */
    public static String outcome(String name) {
        return of(name).getNow("nothing so far");
    }

    public static void await(String name) {
        of(name).join();
    }
}
