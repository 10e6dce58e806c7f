package io.quarkiverse.daprinvoke.test.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import com.sun.management.ThreadMXBean;

import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AppDirectory;
import io.quarkiverse.daprinvoke.deployment.devservices.inprocess.InProcessSidecar;
import io.quarkiverse.daprinvoke.test.control.Call;
import io.quarkiverse.daprinvoke.test.control.StubbedResponse;
import io.quarkiverse.daprinvoke.test.control.StubbedResponse.Outcome;

/**
 * The cost of a call in the sidecar of a test does not grow with the number of earlier calls, and the recorded data is bounded.
 */
class ManyRecordedCallsTest extends SidecarTestBase {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long MEGABYTE = 1 << 20;

    private Set<Long> others;
    private TestSteering test;

    @Override
    InProcessSidecar sidecar(AppDirectory apps) {
        others = threads();
        return new InProcessSidecar(apps, true);
    }

    private static Set<Long> threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().contains("eventloop"))
                .map(Thread::getId).collect(Collectors.toSet());
    }

    private void call(int calls, int length) throws IOException {
        String body = "x".repeat(length);
        try (WireConnection caller = caller()) {
            for (int i = 0; i < calls; i++) {
                caller.sendHead("POST " + INVOKE + "/create HTTP/1.1", caller.host(), "Content-Length: " + length);
                caller.send(body);
                assertThat(caller.readHead()).first().isEqualTo("HTTP/1.1 204 No Content");
            }
        }
    }

    @Test
    void noCallCopiesTheBodiesOfEarlierOnes() throws IOException {
        test = new TestSteering(sidecar);
        test.begin();
        test.stub(1, new StubbedResponse(Outcome.ANSWER, 204, List.of(), null, 0));
        call(1, 1);
        Set<Long> own = threads();
        own.removeAll(others);
        assertThat(own).isNotEmpty();

        long before = allocated(own);
        call(200, 100_000);
        // Copied at each end of a call, they would be 2,000 megabytes
        assertThat(allocated(own) - before).isLessThan(300 * MEGABYTE);
        assertThat(test.calls()).hasSize(201);
    }

    private static long allocated(Set<Long> threads) {
        return threads.stream().mapToLong(THREADS::getThreadAllocatedBytes).sum();
    }

    @Test
    void ofAllBodiesNoMoreThanThatIsKept() throws IOException {
        test = new TestSteering(sidecar);
        test.begin();
        test.stub(1, new StubbedResponse(Outcome.ANSWER, 204, List.of(), null, 0));
        call(66, (int) MEGABYTE);
        List<Call> calls = test.calls();
        assertThat(calls.subList(0, 64)).allMatch(Call::complete);
        assertThat(calls.subList(64, 66)).noneMatch(Call::complete).allMatch(call -> call.body().length == 0);

        test.begin();
        test.stub(1, new StubbedResponse(Outcome.ANSWER, 204, List.of(), null, 0));
        call(1, 10);
        assertThat(test.calls()).singleElement().matches(Call::complete);
    }
}
