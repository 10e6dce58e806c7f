package io.quarkiverse.daprinvoke.runtime.sidecar;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.runtime.sidecar.Places.QueueFullException;

/**
 * In each order of the steps of threads, all see one order in which guests have come, left and given up.
 */
@Param(name = "guest", gen = IntGen.class, conf = "0:3")
public class PlacesInterleavedTest {

    private final Places places = new Places(1, 2);
    private final ThreadLocal<Integer> admitted = new ThreadLocal<>();
    private final Places.Guest[] guests = { () -> admitted.set(0), () -> admitted.set(1), () -> admitted.set(2),
            () -> admitted.set(3) };

    @Operation
    public String enter(@Param(name = "guest") int guest) {
        try {
            return places.enter(guests[guest]) ? "has a place" : "waits";
        } catch (QueueFullException e) {
            return "is refused";
        }
    }

    /** @return who has the place now, {@code null} if nobody waited */
    @Operation
    public Integer leave() {
        admitted.remove();
        places.leave();
        return admitted.get();
    }

    @Operation
    public boolean giveUp(@Param(name = "guest") int guest) {
        return places.giveUp(guests[guest]);
    }

    @Test
    void allThreadsSeeOneOrder() {
        new ModelCheckingOptions().iterations(10).invocationsPerIteration(200).threads(2).actorsPerThread(3).actorsBefore(2)
                .check(PlacesInterleavedTest.class);
    }
}
