package io.quarkiverse.daprinvoke.runtime.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.runtime.sidecar.Places.QueueFullException;

/**
 * So many calls at once, so many more that wait, and those in the order in which they came.
 */
class PlacesTest {

    private final List<String> admitted = new ArrayList<>();

    private Places.Guest guest(String name) {
        return () -> admitted.add(name);
    }

    @Test
    void areAsManyAsThereAre() throws Exception {
        Places places = new Places(2, 10);
        assertThat(places.enter(guest("a"))).isTrue();
        assertThat(places.enter(guest("b"))).isTrue();
        assertThat(places.enter(guest("c"))).isFalse();
        places.leave();
        assertThat(admitted).containsExactly("c");
        places.leave();
        places.leave();
        assertThat(places.enter(guest("d"))).isTrue();
        assertThat(places.enter(guest("e"))).isTrue();
        assertThat(places.enter(guest("f"))).isFalse();
        assertThat(admitted).containsExactly("c");
    }

    @Test
    void areGivenToThoseWhoWaitInTheOrderInWhichTheyCame() throws Exception {
        Places places = new Places(1, 10);
        places.enter(guest("holder"));
        for (int i = 0; i < 10; i++) {
            places.enter(guest("guest" + i));
        }
        for (int i = 0; i < 10; i++) {
            places.leave();
            assertThat(admitted).hasSize(i + 1).last().isEqualTo("guest" + i);
        }
    }

    @Test
    void areNotTakenByOneWhoComesLaterThanThoseWhoWait() throws Exception {
        Places places = new Places(1, 10);
        places.enter(guest("holder"));
        places.enter(guest("waiting"));
        places.leave();
        assertThat(places.enter(guest("late"))).isFalse();
        assertThat(admitted).containsExactly("waiting");
    }

    @Test
    void areNotWaitedForInAQueueThatIsFull() throws Exception {
        Places places = new Places(1, 1);
        places.enter(guest("holder"));
        places.enter(guest("waiting"));
        assertThatThrownBy(() -> places.enter(guest("refused"))).isExactlyInstanceOf(QueueFullException.class);
        places.leave();
        assertThat(places.enter(guest("next"))).isFalse();
        places.leave();
        places.leave();
        assertThat(places.enter(guest("last"))).isTrue();
        assertThat(admitted).containsExactly("waiting", "next");
    }

    @Test
    void areNotWaitedForIfThereIsNoQueue() throws Exception {
        Places places = new Places(1, 0);
        assertThat(places.enter(guest("holder"))).isTrue();
        assertThatThrownBy(() -> places.enter(guest("refused"))).isExactlyInstanceOf(QueueFullException.class);
        places.leave();
        assertThat(places.enter(guest("next"))).isTrue();
    }

    @Test
    void areNotGivenToOneWhoGaveUp() throws Exception {
        Places places = new Places(1, 2);
        places.enter(guest("holder"));
        Places.Guest impatient = guest("impatient");
        places.enter(impatient);
        places.enter(guest("patient"));
        assertThat(places.giveUp(impatient)).isTrue();
        assertThat(places.giveUp(impatient)).isFalse();
        assertThat(places.enter(guest("next"))).isFalse();
        places.leave();
        places.leave();
        assertThat(admitted).containsExactly("patient", "next");
    }

    @Test
    void cannotBeGivenUpByOneWhoWasAdmitted() throws Exception {
        Places places = new Places(1, 1);
        places.enter(guest("holder"));
        Places.Guest guest = guest("guest");
        places.enter(guest);
        places.leave();
        assertThat(places.giveUp(guest)).isFalse();
    }

    /** One who comes, and leaves again, again and again, and sometimes does not want to wait any longer. */
    private static final class Visitor implements Places.Guest {

        private static final int ROUNDS = 5_000;

        private final Places places;
        private final AtomicInteger inside;
        private final AtomicInteger most;
        private final AtomicInteger admissions = new AtomicInteger();

        Visitor(Places places, AtomicInteger inside, AtomicInteger most) {
            this.places = places;
            this.inside = inside;
            this.most = most;
        }

        @Override
        public void admitted() {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            admissions.incrementAndGet();
        }

        /** @return in how many rounds it had a place */
        int visit() {
            int visits = 0;
            for (int round = 0; round < ROUNDS; round++) {
                int before = admissions.get();
                try {
                    if (places.enter(this)) {
                        admitted();
                    } else if (ThreadLocalRandom.current().nextBoolean() && places.giveUp(this)) {
                        assertThat(admissions).hasValue(before);
                        continue;
                    }
                } catch (QueueFullException e) {
                    Thread.yield();
                    continue;
                }
                while (admissions.get() == before) {
                    Thread.yield();
                }
                assertThat(admissions).hasValue(before + 1);
                visits++;
                inside.decrementAndGet();
                places.leave();
            }
            return visits;
        }
    }

    @Test
    void areNeitherLostNorGivenTwiceIfManyComeLeaveAndGiveUpAtOnce() throws Exception {
        int limit = 3;
        int visitors = 12;
        Places places = new Places(limit, 6);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(visitors);
        try {
            CyclicBarrier together = new CyclicBarrier(visitors);
            List<Future<Integer>> visits = new ArrayList<>();
            for (int i = 0; i < visitors; i++) {
                Visitor visitor = new Visitor(places, inside, most);
                visits.add(threads.submit(() -> {
                    together.await();
                    return visitor.visit();
                }));
            }
            long total = 0;
            for (Future<Integer> visit : visits) {
                // A place that was lost would let somebody wait for ever
                total += visit.get(Duration.ofMinutes(2).toSeconds(), TimeUnit.SECONDS);
            }
            assertThat(total).isPositive();
        } finally {
            threads.shutdownNow();
        }
        assertThat(inside).hasValue(0);
        assertThat(most).hasValueLessThanOrEqualTo(limit);
        for (int i = 0; i < limit; i++) {
            assertThat(places.enter(guest("after"))).isTrue();
        }
        assertThat(places.enter(guest("one too many"))).isFalse();
    }
}
