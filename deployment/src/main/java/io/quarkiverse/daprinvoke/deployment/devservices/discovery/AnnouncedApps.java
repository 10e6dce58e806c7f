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
 * The applications of this user that run in dev mode: a folder with a small file for each of their processes. A file can remain
 * after its process has ended. The next reader ignores and removes it.
 */
public final class AnnouncedApps {

    private static final Logger LOG = Logger.getLogger(AnnouncedApps.class);

    private static final String NAME = "quarkus-dapr-invoke";
    private static final String SUFFIX = ".properties";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path folder;
    private UserPrincipal user;

    /**
     * @param folder the folder, which need not exist; its parent must exist
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
     * Announces the application of this process, and replaces its earlier announcement.
     *
     * @throws IOException if that is not possible, or if others can access the folder
     */
    public void announce(AnnouncedApp own) throws IOException {
        createFolder();
        if (!isTrusted()) {
            throw new IOException(folder + " must be a folder that belongs to the current user and that nobody else can "
                    + "access");
        }
        // The complete file is moved to its place, because others may read it at any time
        Path part = Files.createTempFile(folder, "part", ".tmp");
        try {
            Files.writeString(part, own.text());
            Files.move(part, file(own.pid()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Removes the announcement of this process, if there is one. */
    public void withdraw() throws IOException {
        Files.deleteIfExists(file(ProcessHandle.current().pid()));
    }

    /**
     * @return the application with this app ID that was started last, empty if none runs
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
     * @return the application, {@code null} if none runs
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
            // isTrusted() checks the owner
        }
    }

    /** Any user can create a folder for temporary files, and the owner of this folder decides where calls go. */
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

    /** The owner of the files of this process. The system might not have a name for it, for example in a container. */
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
