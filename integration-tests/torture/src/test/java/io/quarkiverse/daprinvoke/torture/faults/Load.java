package io.quarkiverse.daprinvoke.torture.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.awaitility.Awaitility;

import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/** Calls from all event loops. */
final class Load {

    // Across all loads of a test run, so that no call can be taken for another
    private static final AtomicInteger IDS = new AtomicInteger();

    private static final int CHUNK = 700;
    private static final int PAUSE = 5;

    private final FaultEmitters emitters;
    private final List<Context> loops;
    private final Queue<MadeCall> calls = new ConcurrentLinkedQueue<>();
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger over = new AtomicInteger();
    private final Consumer<MadeCall> ended;
    private volatile boolean stopped;

    /** Keeps its calls until {@link #problems}. */
    Load(FaultEmitters emitters, Vertx vertx, int eventLoops) {
        this.emitters = emitters;
        ended = calls::add;
        loops = contexts(vertx, eventLoops);
    }

    /**
     * @param ended is given each call once it is over, and once more if it then has a second outcome
     */
    Load(FaultEmitters emitters, Vertx vertx, int eventLoops, Consumer<MadeCall> ended) {
        this.emitters = emitters;
        this.ended = ended;
        loops = contexts(vertx, eventLoops);
    }

    /** Verticles are given to the event loops by turns. */
    private static List<Context> contexts(Vertx vertx, int eventLoops) {
        List<Context> contexts = new CopyOnWriteArrayList<>();
        vertx.deployVerticle(() -> new AbstractVerticle() {
            @Override
            public void start() {
                contexts.add(context);
            }
        }, new DeploymentOptions().setInstances(eventLoops)).toCompletionStage().toCompletableFuture().join();
        return contexts;
    }

    /** Makes one call on each event loop. */
    List<MadeCall> eachLoop(Plan plan) {
        return burst(1, () -> plan);
    }

    /** Makes as many calls at once on each event loop. */
    List<MadeCall> burst(int callsOfLoop, Supplier<Plan> plans) {
        List<MadeCall> made = new ArrayList<>();
        for (int i = 0; i < callsOfLoop; i++) {
            loops.forEach(loop -> made.add(call(loop, plans.get(), () -> {
            })));
        }
        return made;
    }

    /** Keeps as many calls on each event loop going until {@link #stop()}. */
    void keepUp(int callsOfLoop, Supplier<Plan> plans) {
        stopped = false;
        for (int i = 0; i < callsOfLoop; i++) {
            loops.forEach(loop -> goOn(loop, plans));
        }
    }

    private void goOn(Context loop, Supplier<Plan> plans) {
        if (!stopped) {
            // A way that is closed refuses as many calls as one makes
            call(loop, plans.get(), () -> loop.owner().setTimer(PAUSE, id -> goOn(loop, plans)));
        }
    }

    void stop() {
        stopped = true;
    }

    private MadeCall call(Context loop, Plan plan, Runnable then) {
        made.incrementAndGet();
        MadeCall call = new MadeCall("call-" + IDS.incrementAndGet(), plan, ended, () -> {
            over.incrementAndGet();
            then.run();
        });
        loop.runOnContext(v -> {
            uni(call).subscribe().withSubscriber(call);
            if (plan.cancelledAfter() > 0) {
                loop.owner().setTimer(plan.cancelledAfter(), id -> call.cancel());
            }
        });
        return call;
    }

    private Uni<Buffer> uni(MadeCall made) {
        Plan plan = made.plan();
        Buffer payload = plan.payload() == 0 ? null : StandIn.content(made.id(), plan.payload());
        if (!plan.streamed()) {
            return emitters.whole(plan.repeated()).request(parameters(payload, made));
        }
        Multi<Buffer> chunks = Multi.createFrom().range(0, (payload.length() + CHUNK - 1) / CHUNK)
                .map(i -> payload.slice(i * CHUNK, Math.min((i + 1) * CHUNK, payload.length())));
        return emitters.streamed(plan.repeated()).request(parameters(chunks, made))
                .chain(reply -> reply.collect().in(Buffer::buffer, Buffer::appendBuffer));
    }

    private static <T> InvokeMethodParameters<T> parameters(T body, MadeCall made) {
        Plan plan = made.plan();
        return InvokeMethodParameters.of(body).binding("verb", plan.verb()).timeout(plan.timeout())
                .header(StandIn.ID, made.id()).header(StandIn.PAYLOAD, String.valueOf(plan.payload()))
                .header(StandIn.REPLY, String.valueOf(plan.reply()));
    }

    /**
     * @return how many calls are over
     */
    int over() {
        return over.get();
    }

    void awaitAll(Duration atMost) {
        Awaitility.await().atMost(atMost).until(() -> over.get() == made.get());
    }

    /**
     * @return what is wrong with the calls so far, which it forgets
     * @param counts to which the outcomes are added
     */
    List<String> problems(StandIn sidecar, Map<String, Integer> counts) {
        List<String> problems = new ArrayList<>();
        for (MadeCall made; (made = calls.poll()) != null;) {
            String problem = made.problem(sidecar);
            if (problem != null) {
                problems.add(problem);
            }
            counts.merge(made.kind(), 1, Integer::sum);
        }
        return problems;
    }

    List<String> problems(StandIn sidecar) {
        return problems(sidecar, new TreeMap<>());
    }
}
