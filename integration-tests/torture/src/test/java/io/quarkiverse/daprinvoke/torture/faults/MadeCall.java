package io.quarkiverse.daprinvoke.torture.faults;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.quarkiverse.daprinvoke.IncompleteResponseException;
import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.buffer.Buffer;

/** A call that was made, and what became of it. */
final class MadeCall implements UniSubscriber<Buffer> {

    /** How much longer than its timeout a call may take on a machine that is busy. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final String id;
    private final Plan plan;
    private final Consumer<MadeCall> ended;
    private final Runnable then;
    private final long started = System.nanoTime();
    private final AtomicInteger outcomes = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile UniSubscription subscription;
    private volatile Buffer reply;
    private volatile Throwable failure;
    private volatile boolean cancelled;
    private volatile String thread;
    private volatile long took;

    /**
     * @param ended is given the call once it is over, and once more if it then has a second outcome
     * @param then what happens once it is over
     */
    MadeCall(String id, Plan plan, Consumer<MadeCall> ended, Runnable then) {
        this.id = id;
        this.plan = plan;
        this.ended = ended;
        this.then = then;
    }

    String id() {
        return id;
    }

    Plan plan() {
        return plan;
    }

    boolean hasSucceeded() {
        return reply != null;
    }

    /**
     * @return the name of the thread that received the outcome
     */
    String thread() {
        return thread;
    }

    /**
     * @return the failure, {@code null} if there was none
     */
    Throwable failure() {
        return failure;
    }

    @Override
    public void onSubscribe(UniSubscription subscription) {
        this.subscription = subscription;
    }

    @Override
    public void onItem(Buffer item) {
        reply = item;
        ended();
    }

    @Override
    public void onFailure(Throwable failure) {
        this.failure = failure;
        ended();
    }

    private void ended() {
        took = System.nanoTime() - started;
        thread = Thread.currentThread().getName();
        if (outcomes.incrementAndGet() > 1) {
            ended.accept(this);
        }
        leave();
    }

    /** Without effect if it has an outcome. */
    void cancel() {
        if (!over.get()) {
            cancelled = true;
            subscription.cancel();
            leave();
        }
    }

    private void leave() {
        if (over.compareAndSet(false, true)) {
            ended.accept(this);
            then.run();
        }
    }

    /**
     * @return what to count it under
     */
    String kind() {
        if (hasSucceeded()) {
            return "succeeded";
        }
        if (failure == null) {
            return "cancelled";
        }
        return failure.getClass().getSimpleName()
                + (failure instanceof DaprInvokeException known && !known.mayHaveBeenSent() ? ", not sent" : "");
    }

    /**
     * @return what is wrong with it, {@code null} if nothing is
     */
    String problem(StandIn sidecar) {
        return described(problem(sidecar.begun(id), sidecar.whole(id), sidecar.isDamaged(id)));
    }

    /**
     * @return what is wrong with it and with what arrived, {@code null} if nothing is
     */
    String problem() {
        return described(problem(0, 1, false));
    }

    private String described(String problem) {
        return problem == null ? null : problem + ": " + id + " " + plan + " " + failure;
    }

    /**
     * @return whether the response is not the one that belongs to it
     */
    boolean hasReplyOfAnother() {
        return reply != null && !reply.equals(StandIn.content(id, plan.reply()));
    }

    private String problem(int begun, int whole, boolean damaged) {
        if (cancelled ? outcomes.get() > 1 : outcomes.get() != 1) {
            return "it has " + outcomes + " outcomes";
        }
        if (damaged) {
            return "it arrived with another payload";
        }
        if (begun > plan.arrivals()) {
            return "it arrived " + begun + " times";
        }
        if (!plan.streamed() && took > plan.timeout().plus(GRACE).toNanos()) {
            return "its outcome came after " + Duration.ofNanos(took).toMillis() + " ms";
        }
        if (reply != null) {
            return problemOfSuccess(whole);
        }
        return failure == null ? null : problemOfFailure(begun);
    }

    private String problemOfSuccess(int whole) {
        if (hasReplyOfAnother()) {
            return "its response is another: " + reply.getString(0, Math.min(reply.length(), 60));
        }
        return whole == 0 ? "it succeeded and has not arrived" : null;
    }

    private String problemOfFailure(int begun) {
        if (!(failure instanceof SidecarUnavailableException || failure instanceof InvocationTimeoutException
                || failure instanceof IncompleteResponseException)) {
            return "its failure is of another type";
        }
        return !((DaprInvokeException) failure).mayHaveBeenSent() && begun > 0 ? "it arrived, but says that it was not sent"
                : null;
    }
}
