package io.quarkiverse.daprinvoke.deployment.devservices.discovery;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.jboss.logging.Logger;

/**
 * The applications of this user that run in dev mode: a folder with a small file for each of their processes. Files of
 * processes that have ended without removing theirs are ignored, and removed by whoever sees them first.
 */
public final class AnnouncedApps {

    private static final Logger LOG = Logger.getLogger(AnnouncedApps.class);

    private static final String NAME = "quarkus-dapr-invoke";
    private static final String SUFFIX = ".properties";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path folder;
    private UserPrincipal user;

    /**
     * @param folder need not be there; its parent must be
     */
    public AnnouncedApps(Path folder) {
        this.folder = folder;
    }

    public static AnnouncedApps ofUser() {
        return new AnnouncedApps(folder(System::getenv, System::getProperty));
    }

    /**
     * @return the folder of the current user
     */
    public static Path folder(UnaryOperator<String> environment, UnaryOperator<String> properties) {
        String runtime = environment.apply("XDG_RUNTIME_DIR");
        if (runtime != null && !runtime.isBlank() && Files.isDirectory(Path.of(runtime))) {
            return Path.of(runtime, NAME);
        }
        String user = properties.apply("user.name").replaceAll("[^A-Za-z0-9._-]", "_");
        return Path.of(properties.apply("java.io.tmpdir"), NAME + "-" + user);
    }

    /**
     * Announces the application of this process, in the place of what it has announced before.
     *
     * @throws IOException if that is not possible, or if the folder is not this user's alone
     */
    public void announce(AnnouncedApp own) throws IOException {
        createFolder();
        if (!isTrusted()) {
            throw new IOException(folder + " must be a folder that belongs to the current user and that nobody else can "
                    + "access");
        }
        // Moved into its place when it is whole, because others may read it at any time
        Path part = Files.createTempFile(folder, "part", ".tmp");
        try {
            Files.writeString(part, own.text());
            Files.move(part, file(own.pid()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Takes back what this process has announced, if anything. */
    public void withdraw() throws IOException {
        Files.deleteIfExists(file(ProcessHandle.current().pid()));
    }

    /**
     * @return of the applications with this app ID the one that was started last; empty if none runs
     */
    public Optional<AnnouncedApp> find(String appId) {
        try {
            return isTrusted() ? Optional.ofNullable(latest(appId)) : Optional.empty();
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debugf(e, "Cannot search for applications in dev mode in %s", folder);
            return Optional.empty();
        }
    }

    private AnnouncedApp latest(String appId) throws IOException {
        AnnouncedApp latest = null;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                AnnouncedApp app = read(file);
                if (app != null && app.appId().equals(appId)
                        && (latest == null || app.started().isAfter(latest.started()))) {
                    latest = app;
                }
            }
        }
        return latest;
    }

    /**
     * @return {@code null} if the file tells of no application that runs
     */
    private static AnnouncedApp read(Path file) throws IOException {
        AnnouncedApp app;
        try {
            app = AnnouncedApp.parse(Files.readString(file)).orElse(null);
        } catch (NoSuchFileException e) {
            // The application has just stopped
            return null;
        } catch (IOException e) {
            LOG.debugf(e, "%s is not the announcement of an application", file);
            return null;
        }
        if (app != null && !app.isRunning()) {
            Files.deleteIfExists(file);
            return null;
        }
        return app;
    }

    private Path file(long pid) {
        return folder.resolve(pid + SUFFIX);
    }

    private void createFolder() throws IOException {
        try {
            if (isPosix()) {
                Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            } else {
                Files.createDirectory(folder);
            }
        } catch (FileAlreadyExistsException e) {
            // Whose it is says isTrusted()
        }
    }

    /** Everybody may make a folder among temporary files, and whoever makes this one says where calls go. */
    private boolean isTrusted() throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                || !Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(user())) {
            return false;
        }
        return !isPosix() || Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS).equals(OWNER_ONLY);
    }

    private boolean isPosix() {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** The owner of what this process makes; its name alone may be unknown to the system, as in a container. */
    private synchronized UserPrincipal user() throws IOException {
        if (user == null) {
            Path own = Files.createTempFile(NAME, null);
            try {
                user = Files.getOwner(own);
            } finally {
                Files.delete(own);
            }
        }
        return user;
    }
}
