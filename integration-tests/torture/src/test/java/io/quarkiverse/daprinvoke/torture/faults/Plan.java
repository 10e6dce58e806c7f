package io.quarkiverse.daprinvoke.torture.faults;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * A call to be made.
 *
 * @param repeated whether its emitter tries again
 * @param streamed whether payload and response are streams
 * @param payload the length of the payload, 0 for none
 * @param response the length of the response
 * @param cancelledAfter after how many milliseconds it is cancelled, 0 for never
 */
record Plan(String verb, boolean repeated, boolean streamed, int payload, int reply, Duration timeout, int cancelledAfter) {

    /** Payloads and responses are no shorter, nor is any request or response with its head. */
    static final int SHORTEST = 1000;

    private static final String[] VERBS = { "GET", "POST", "PUT", "DELETE" };

    static Plan random(RandomGenerator random, Duration timeout, boolean cancelled) {
        boolean streamed = random.nextInt(4) == 0;
        String verb = streamed ? VERBS[1 + random.nextInt(2)] : VERBS[random.nextInt(VERBS.length)];
        return new Plan(verb, random.nextBoolean(), streamed, verb.equals("GET") ? 0 : length(random), length(random), timeout,
                cancelled && random.nextInt(10) == 0 ? 1 + random.nextInt((int) timeout.toMillis()) : 0);
    }

    /** One that needs no second attempt and succeeds if nothing is in its way. */
    static Plan simple(Duration timeout) {
        return new Plan("POST", false, false, SHORTEST, SHORTEST, timeout, 0);
    }

    private static int length(RandomGenerator random) {
        return random.nextInt(4) == 0 ? 20_000 + random.nextInt(40_000) : SHORTEST + random.nextInt(1000);
    }

    /**
     * @return how often it may arrive
     */
    int arrivals() {
        return repeated && !streamed && !verb.equals("POST") ? FaultyWay.ATTEMPTS : 1;
    }
}
