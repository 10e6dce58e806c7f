package io.quarkiverse.daprinvoke.production.contexts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.virtual.threads.VirtualThreads;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * A request on a virtual thread may wait for calls: it is still known after them, and its thread gives its carrier to others
 * meanwhile.
 */
@QuarkusTest
@TestProfile(VirtualThreadsTest.Profile.class)
class VirtualThreadsTest {

    private static final String PINNED = "jdk.VirtualThreadPinned";

    @TempDir
    Path folder;

    @InjectDaprSidecar
    DaprSidecar sidecar;

    @Inject
    @VirtualThreads
    ExecutorService virtualThreads;

    @BeforeEach
    void onlyWhereThereAreVirtualThreads() {
        int version = Runtime.version().feature();
        String assumption = "Virtual threads need Java 21, this is Java " + version;
        if (version < 21) {
            System.out.println(assumption);
        }
        assumeTrue(version >= 21, assumption);
    }

    @Test
    void mayWaitAndAreNotPinned() throws Exception {
        sidecar.on("contexts", "reply").replyText(200, "done").delay(Duration.ofMillis(50));

        List<RecordedEvent> pinned = pinned(() -> {
            for (int i = 0; i < 3; i++) {
                given().auth().preemptive().basic("ada", "ada").queryParam("tenant", "acme").when()
                        .get("/virtual-identities").then().statusCode(200).body(equalTo("done for ada of acme"));
            }
            virtualThreads.submit(() -> new Pin().toString()).get(20, TimeUnit.SECONDS);
        });

        assertThat(pinned).as("The recording knows what pins").anySatisfy(event -> assertThat(event.toString())
                .contains(Pin.class.getSimpleName()));
        assertThat(pinned).as("Calls pin nothing").noneSatisfy(event -> assertThat(event.getStackTrace().getFrames())
                .anySatisfy(frame -> assertThat(frame.getMethod().getType().getName())
                        .startsWith("io.quarkiverse.daprinvoke.runtime.")));
    }

    private interface Task {
        void run() throws Exception;
    }

    private List<RecordedEvent> pinned(Task task) throws Exception {
        Path file = folder.resolve("pinned.jfr");
        try (Recording recording = new Recording()) {
            recording.enable(PINNED).withStackTrace().withoutThreshold();
            recording.start();
            task.run();
            recording.stop();
            recording.dump(file);
        }
        assertThat(Files.size(file)).isPositive();
        return RecordingFile.readAllEvents(file).stream().filter(event -> event.getEventType().getName().equals(PINNED))
                .toList();
    }

    /** A virtual thread that waits while a class is initialized is pinned, in all current versions of Java. */
    private static final class Pin {

        static {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    public static class Profile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("virtual-threads", String.valueOf(Runtime.version().feature() >= 21));
        }
    }
}
