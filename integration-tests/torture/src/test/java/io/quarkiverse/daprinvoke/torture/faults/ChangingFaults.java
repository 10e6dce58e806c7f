package io.quarkiverse.daprinvoke.torture.faults;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Random;

import io.quarkiverse.daprinvoke.torture.faults.Toxiproxy.Toxic;

/** Faults by chance, one after the other and several at once. */
final class ChangingFaults {

    private static final int MOST_AT_ONCE = 4;
    private static final int LONGEST_PAUSE = 60;

    private final Toxiproxy proxy;
    private final Random random;
    private int atOnce;
    private int changes;

    ChangingFaults(Toxiproxy proxy, Random random) {
        this.proxy = proxy;
        this.random = random;
    }

    int changes() {
        return changes;
    }

    void change() {
        changes++;
        int what = random.nextInt(12);
        if (what == 0) {
            proxy.interrupt();
            pause();
            proxy.resume();
        } else if (what <= 2 || atOnce == MOST_AT_ONCE) {
            proxy.reset();
            atOnce = 0;
        } else {
            proxy.add(toxic());
            atOnce++;
        }
        pause();
    }

    private void pause() {
        await().pollDelay(Duration.ofMillis(1 + random.nextInt(LONGEST_PAUSE))).until(() -> true);
    }

    private Toxic toxic() {
        boolean upstream = random.nextBoolean();
        Toxic toxic = switch (random.nextInt(7)) {
            case 0 -> Toxic.of("latency", upstream, "latency", random.nextInt(80), "jitter", random.nextInt(80));
            case 1 -> Toxic.of("bandwidth", upstream, "rate", 50 + random.nextInt(2000));
            case 2 -> Toxic.of("slicer", upstream, "average_size", 100 + random.nextInt(900), "size_variation", 99, "delay",
                    random.nextInt(20));
            case 3 -> Toxic.of("limit_data", upstream, "bytes", random.nextInt(60_000));
            case 4 -> Toxic.of("reset_peer", upstream, "timeout", random.nextInt(50));
            case 5 -> Toxic.of("timeout", upstream, "timeout", random.nextBoolean() ? 0 : 1 + random.nextInt(100));
            default -> Toxic.of("slow_close", upstream, "delay", random.nextInt(100));
        };
        // Toxiproxy drops data during a timeout. With each further fault it draws anew which connections have the timeout, so that
        // a connection could go on after a gap, which TCP excludes
        return toxic.type().equals("timeout") || random.nextBoolean() ? toxic : toxic.toxicity(0.3);
    }
}
