package io.quarkiverse.daprinvoke.test;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

import io.quarkiverse.daprinvoke.test.control.Criteria;
import io.smallrye.common.annotation.CheckReturnValue;

/**
 * Verifies how often a method of an application was called, see {@link DaprSidecar#verify}. A call counts when its request has
 * ended. Call the methods {@code where..} first, to select calls, then the method for the number. It returns
 * {@link VerifiedCalls}, to assert further properties.
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
     * Waits for calls, for example for calls of {@code sendAndForget}. The verification ends as soon as the expected number of
     * calls has arrived. {@link #never()} waits for the whole time unless a call arrives.
     *
     * @param patience the maximum time to wait
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
     * @return the call, for further assertions
     * @throws AssertionError if the number differs; its message lists the received calls
     */
    public VerifiedCalls once() {
        return times(1);
    }

    /**
     * Verifies the exact number of calls.
     *
     * @param number the number of calls
     * @return the calls, for further assertions
     * @throws AssertionError if the number differs; its message lists the received calls
     */
    public VerifiedCalls times(int number) {
        return verify(Math.max(number, 1), count -> count == number, inWords(number));
    }

    /**
     * Verifies that there was at least one call.
     *
     * @return the calls, for further assertions
     * @throws AssertionError if there was none; its message lists the received calls
     */
    public VerifiedCalls atLeastOnce() {
        return verify(1, count -> count > 0, "at least once");
    }

    /**
     * Verifies that there was no call.
     *
     * @throws AssertionError if there was one; its message lists the received calls
     */
    public void never() {
        times(0);
    }

    /** @param enough the number of calls at which waiting ends */
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
