package io.quarkiverse.daprinvoke.test;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

import io.quarkiverse.daprinvoke.test.control.Criteria;
import io.smallrye.common.annotation.CheckReturnValue;

/**
 * Verifies how often a method of an application was called, see {@link DaprSidecar#verify}. Calls count once their request has
 * ended. The methods {@code where..} choose the calls that count and come before the number. What these must look like comes
 * after it, see {@link VerifiedCalls}.
 */
public final class DaprVerification extends CallCriteria<DaprVerification> {

    private final SidecarControl control;
    private boolean filtered;
    private Duration patience = Duration.ZERO;

    DaprVerification(SidecarControl control, JsonBodies json, Target target) {
        super(target, json);
        this.control = control;
    }

    /**
     * Waits for calls that the test has not waited for, such as those of {@code sendAndForget}. The verification ends as soon
     * as there are as many calls as there should be, {@link #never()} at the end of that time.
     *
     * @param patience how long to wait at most
     * @return this
     */
    @CheckReturnValue
    public DaprVerification within(Duration patience) {
        this.patience = Objects.requireNonNull(patience, "patience");
        return this;
    }

    @Override
    DaprVerification open() {
        filtered = true;
        return this;
    }

    /**
     * Verifies that there was exactly one call.
     *
     * @return the call, to be looked at
     * @throws AssertionError if there was not; its message lists what was received instead
     */
    public VerifiedCalls once() {
        return times(1);
    }

    /**
     * Verifies that there were exactly so many calls.
     *
     * @param number how many
     * @return the calls, to be looked at
     * @throws AssertionError if there were not; its message lists what was received instead
     */
    public VerifiedCalls times(int number) {
        return verify(Math.max(number, 1), count -> count == number, inWords(number));
    }

    /**
     * Verifies that there was a call, or more.
     *
     * @return the calls, to be looked at
     * @throws AssertionError if there was none; its message lists what was received instead
     */
    public VerifiedCalls atLeastOnce() {
        return verify(1, count -> count > 0, "at least once");
    }

    /**
     * Verifies that there was no call.
     *
     * @throws AssertionError if there was one; its message lists what was received
     */
    public void never() {
        times(0);
    }

    /** @param enough the number of calls at which there is nothing left to wait for */
    private VerifiedCalls verify(int enough, IntPredicate expected, String inWords) {
        List<ReceivedCall> received = await(enough);
        List<ReceivedCall> counted = counted(received);
        if (!expected.test(counted.size())) {
            Report report = new Report(received);
            throw new AssertionError(
                    target + " should have been called " + inWords + (filtered ? " by a matching call" : "")
                            + ", but was called " + inWords(counted.size()) + ".\n"
                            + (filtered ? report.textWithDetails(target) : report.text(target)));
        }
        return new VerifiedCalls(counted, received, json);
    }

    private static String inWords(int number) {
        return switch (number) {
            case 0 -> "never";
            case 1 -> "once";
            default -> number + " times";
        };
    }

    private List<ReceivedCall> await(int enough) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<ReceivedCall> received = received(-1, Duration.ZERO);
        while (counted(received).size() < enough) {
            Duration rest = Duration.ofNanos(deadline - System.nanoTime());
            if (rest.toMillis() <= 0) {
                break;
            }
            received = received(received.size(), rest);
        }
        return received;
    }

    private List<ReceivedCall> received(int seen, Duration wait) {
        return control.calls(seen, wait).stream().map(call -> new ReceivedCall(call, json)).toList();
    }

    private List<ReceivedCall> counted(List<ReceivedCall> received) {
        Criteria criteria = criteria();
        Predicate<ReceivedCall> condition = condition();
        return received.stream().filter(call -> call.meets(criteria) && (condition == null || condition.test(call))).toList();
    }
}
