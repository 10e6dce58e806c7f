package io.quarkiverse.daprinvoke.deployment.devservices.discovery;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * An application in dev mode, as it announces itself to others on the same machine.
 *
 * @param appId its app ID
 * @param port where it listens on the loopback address
 * @param pid the ID of its process
 * @param started the start time of its process
 */
public record AnnouncedApp(String appId, int port, long pid, Instant started) {

    // The system counts from its boot time, and the boot time changes when the clock is set
    private static final Duration TOLERANCE = Duration.ofSeconds(10);

    /**
     * @return the announcement of this process
     */
    public static AnnouncedApp own(String appId, int port) {
        ProcessHandle process = ProcessHandle.current();
        return new AnnouncedApp(appId, port, process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    /**
     * @return the announcement, empty if the text is not one
     */
    static Optional<AnnouncedApp> parse(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
            int port = Integer.parseInt(properties.getProperty("port"));
            String appId = properties.getProperty("app-id");
            if (appId == null || port < 1 || port > 65535) {
                return Optional.empty();
            }
            return Optional.of(new AnnouncedApp(appId, port, Long.parseLong(properties.getProperty("pid")),
                    Instant.ofEpochMilli(Long.parseLong(properties.getProperty("started")))));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String text() {
        Properties properties = new Properties();
        properties.setProperty("app-id", appId);
        properties.setProperty("port", String.valueOf(port));
        properties.setProperty("pid", String.valueOf(pid));
        properties.setProperty("started", String.valueOf(started.toEpochMilli()));
        StringWriter text = new StringWriter();
        try {
            properties.store(text, null);
        } catch (IOException e) {
            throw new IllegalStateException("A writer into memory has failed", e);
        }
        return text.toString();
    }

    /**
     * @return whether the process of this announcement still runs, and not another one with the same ID
     */
    boolean isRunning() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive)
                .filter(process -> process.info().startInstant().map(this::isStart).orElse(true)).isPresent();
    }

    private boolean isStart(Instant start) {
        return started.equals(Instant.EPOCH) || Duration.between(started, start).abs().compareTo(TOLERANCE) < 0;
    }
}
