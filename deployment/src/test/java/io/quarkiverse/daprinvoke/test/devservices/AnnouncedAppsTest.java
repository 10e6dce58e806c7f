package io.quarkiverse.daprinvoke.test.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AnnouncedApp;
import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AnnouncedApps;

/**
 * The folder in which applications in dev mode announce themselves.
 */
@EnabledOnOs({ OS.LINUX, OS.MAC })
class AnnouncedAppsTest {

    @TempDir
    Path parent;

    private Path folder;
    private AnnouncedApps apps;
    private Process other;

    @BeforeEach
    void startAnother() throws IOException {
        folder = parent.resolve("apps");
        apps = new AnnouncedApps(folder);
        // Runs until its input ends
        other = new ProcessBuilder("cat").start();
    }

    @AfterEach
    void stopTheOther() {
        other.destroyForcibly();
    }

    @Test
    void announcementIsAFileThatOnlyThisUserCanReach() throws IOException {
        apps.announce(AnnouncedApp.own("orders", 8090));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))).isEqualTo("rwx------");
        ProcessHandle self = ProcessHandle.current();
        assertThat(folder.toFile().list()).containsExactly(self.pid() + ".properties");
        Properties file = new Properties();
        file.load(new StringReader(Files.readString(folder.resolve(self.pid() + ".properties"))));
        assertThat(file).containsExactlyInAnyOrderEntriesOf(Map.of("app-id", "orders", "port", "8090", "pid",
                String.valueOf(self.pid()), "started", String.valueOf(self.info().startInstant().get().toEpochMilli())));
    }

    @Test
    void announcementIsFoundByItsAppIdUntilItIsTakenBack() throws IOException {
        assertThat(apps.find("orders")).isEmpty();
        apps.announce(AnnouncedApp.own("orders", 8090));
        assertThat(apps.find("orders")).map(AnnouncedApp::port).hasValue(8090);
        assertThat(apps.find("Orders")).isEmpty();
        apps.announce(AnnouncedApp.own("caf\u00e9 = # \n/..", 8091));
        assertThat(apps.find("orders")).isEmpty();
        assertThat(apps.find("caf\u00e9 = # \n/..")).map(AnnouncedApp::port).hasValue(8091);
        apps.withdraw();
        assertThat(apps.find("caf\u00e9 = # \n/..")).isEmpty();
        assertThat(folder).isEmptyDirectory();
        apps.withdraw();
    }

    @Test
    void whatCannotBeReadDoesNotHideTheOthers() throws IOException {
        apps.announce(AnnouncedApp.own("orders", 8090));
        Files.createDirectory(folder.resolve("0.properties"));
        Files.write(folder.resolve("1.properties"), new byte[] { (byte) 0xff, (byte) 0xfe });
        assertThat(apps.find("orders")).map(AnnouncedApp::port).hasValue(8090);
    }

    @Test
    void fileOfAProcessThatHasGoneIsRemoved() throws Exception {
        Instant started = other.info().startInstant().get();
        apps.announce(AnnouncedApp.own("shop", 8080));
        Path file = write("orders", 8090, other.pid(), started);
        assertThat(apps.find("orders")).map(AnnouncedApp::port).hasValue(8090);
        other.destroyForcibly().waitFor();
        assertThat(apps.find("orders")).isEmpty();
        assertThat(file).doesNotExist();
        assertThat(apps.find("shop")).isPresent();
    }

    @Test
    void fileWhoseProcessNumberHasAnotherProcessIsRemoved() throws Exception {
        apps.announce(AnnouncedApp.own("shop", 8080));
        Path file = write("orders", 8090, other.pid(), other.info().startInstant().get().minusSeconds(60));
        assertThat(apps.find("orders")).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void clockThatWasSetALittleMakesNoOtherProcess() throws Exception {
        apps.announce(AnnouncedApp.own("shop", 8080));
        write("orders", 8090, other.pid(), other.info().startInstant().get().plusSeconds(3));
        assertThat(apps.find("orders")).isPresent();
    }

    @Test
    void ofTheSameAppIdTheLastStartedIsFound() throws Exception {
        apps.announce(AnnouncedApp.own("orders", 8080));
        write("orders", 8090, other.pid(), other.info().startInstant().get());
        assertThat(apps.find("orders")).map(AnnouncedApp::port).hasValue(8090);
        other.destroyForcibly().waitFor();
        assertThat(apps.find("orders")).map(AnnouncedApp::port).hasValue(8080);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "app-id=orders", "app-id=orders\nport=x\npid=1\nstarted=1",
            "app-id=orders\nport=0\npid=1\nstarted=1", "app-id=orders\nport=65536\npid=1\nstarted=1", "\\u00",
            "port=1\npid=1\nstarted=1" })
    void whatIsNoAnnouncementIsLeftAlone(String text) throws IOException {
        apps.announce(AnnouncedApp.own("shop", 8080));
        Path file = Files.writeString(folder.resolve("1.properties"), text);
        assertThat(apps.find("orders")).isEmpty();
        assertThat(apps.find("shop")).isPresent();
        assertThat(file).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = { "rwxr-xr-x", "rwx-----x", "rwxrwxrwx" })
    void folderThatOthersCanReachIsNotTrusted(String permissions) throws IOException {
        apps.announce(AnnouncedApp.own("orders", 8090));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
        assertNotTrusted();
    }

    @Test
    void folderThatIsALinkIsNotTrusted() throws IOException {
        Path elsewhere = parent.resolve("elsewhere");
        new AnnouncedApps(elsewhere).announce(AnnouncedApp.own("orders", 8090));
        Files.createSymbolicLink(folder, elsewhere);
        assertNotTrusted();
    }

    @Test
    void folderOfAnotherUserIsNotTrusted() throws IOException {
        apps.announce(AnnouncedApp.own("orders", 8090));
        try {
            Files.setOwner(folder, folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        } catch (IOException e) {
            Assumptions.abort("only the superuser may give a folder to another user");
        }
        assertNotTrusted();
    }

    private void assertNotTrusted() {
        assertThat(apps.find("orders")).isEmpty();
        assertThatThrownBy(() -> apps.announce(AnnouncedApp.own("orders", 8091))).isInstanceOf(IOException.class)
                .hasMessage(folder + " must be a folder that belongs to the current user and that nobody else can access");
    }

    @Test
    void folderIsAmongThoseOfTheUser() throws IOException {
        Map<String, String> properties = Map.of("java.io.tmpdir", "/var/tmp", "user.name", "a/b?");
        Path temporary = Path.of("/var/tmp/quarkus-dapr-invoke-a_b_");
        assertThat(AnnouncedApps.folder(Map.of("XDG_RUNTIME_DIR", parent.toString())::get, properties::get))
                .isEqualTo(parent.resolve("quarkus-dapr-invoke"));
        assertThat(AnnouncedApps.folder(Map.of("XDG_RUNTIME_DIR", parent.resolve("none").toString())::get, properties::get))
                .isEqualTo(temporary);
        assertThat(AnnouncedApps.folder(Map.of("XDG_RUNTIME_DIR", "")::get, properties::get)).isEqualTo(temporary);
        assertThat(AnnouncedApps.folder(name -> null, properties::get)).isEqualTo(temporary);
    }

    private Path write(String appId, int port, long pid, Instant started) throws IOException {
        return Files.writeString(folder.resolve(pid + ".properties"),
                "app-id=%s\nport=%d\npid=%d\nstarted=%d\n".formatted(appId, port, pid, started.toEpochMilli()));
    }
}
