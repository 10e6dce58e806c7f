package io.quarkiverse.daprinvoke.benchmarks;

/**
 * One way to call another application. Each is written as its documentation suggests; where the application itself reads and
 * writes JSON, readers and writers are prepared.
 */
public interface Contender {

    /** Hears of the end of one call. */
    interface Outcome {

        /**
         * @param receipt {@code null} if the contender does not read replies
         */
        void succeeded(Receipt receipt);

        void failed(Throwable failure);
    }

    /**
     * Calls, without waiting for the outcome.
     */
    void call(Order order, Outcome outcome);

    /**
     * @return whether its calls start on a Vert.x context, as they do in a Quarkus REST endpoint
     */
    default boolean isOfVertx() {
        return true;
    }

    /**
     * @return whether it reads replies
     */
    default boolean readsReplies() {
        return true;
    }
}
