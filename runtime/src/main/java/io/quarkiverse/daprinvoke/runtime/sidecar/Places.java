package io.quarkiverse.daprinvoke.runtime.sidecar;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The limit of concurrent calls to one sidecar, shared by all event loops, and the wait queue of the calls beyond it, first in,
 * first out. A call that is cancelled or times out leaves the queue at once.
 */
public final class Places {

    /** A call that needs a place. */
    public interface Guest {

        /** A place is free for the waiting guest. Called on any thread; must only schedule its work. */
        void admitted();
    }

    /** The number of connections up to which none is closed early. */
    private static final int FEW = 32;

    private final int places;
    private final int maxWaiting;
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<Guest> waiting = new LinkedHashSet<>();
    private int free;

    Places(int places, int maxWaiting) {
        this.places = places;
        free = places;
        this.maxWaiting = maxWaiting;
    }

    /**
     * @return whether there was a place; otherwise the guest waits
     * @throws QueueFullException if there is no free place and the wait queue is full
     */
    public synchronized boolean enter(Guest guest) throws QueueFullException {
        if (free > 0) {
            free--;
            return true;
        }
        if (waiting.size() >= maxWaiting) {
            throw new QueueFullException();
        }
        waiting.add(guest);
        return false;
    }

    /** Gives the place to the guest that has waited longest, if any. */
    public void leave() {
        Guest next;
        synchronized (this) {
            Iterator<Guest> first = waiting.iterator();
            if (!first.hasNext()) {
                free++;
                return;
            }
            next = first.next();
            first.remove();
        }
        next.admitted();
    }

    /**
     * @return whether the guest was still waiting, and no longer is; otherwise it has been, or is about to be, admitted
     */
    public synchronized boolean giveUp(Guest guest) {
        return waiting.remove(guest);
    }

    void connectionOpened() {
        connections.incrementAndGet();
    }

    void connectionClosed() {
        connections.decrementAndGet();
    }

    /**
     * @return whether an idle connection should be closed: event loops do not share connections, so that together they can keep
     *         more than there are places
     */
    boolean hasTooManyConnections() {
        return connections.get() > Math.max(2 * (long) places, FEW);
    }

    /** There is no free place, and the wait queue is full. */
    @SuppressWarnings("serial")
    public static final class QueueFullException extends Exception {

        public QueueFullException() {
            super("the limit of concurrent calls is reached and the wait queue is full", null, false, false);
        }
    }
}
