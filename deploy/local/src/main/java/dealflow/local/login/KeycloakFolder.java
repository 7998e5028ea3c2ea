package dealflow.local.login;

import dealflow.local.folder.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.zip.ZipInputStream;

/**
 * Keycloak as unpacked into a data folder.
 *
 * @param home its own folder there
 */
public record KeycloakFolder(Path home) {

    public static KeycloakFolder in(Path data) {
        return new KeycloakFolder(data.resolve("keycloak"));
    }

    /** Unpacks the distribution unless that is done; {@code build} is to follow it once. */
    void unpack(Path zip, Runnable build) {
        if (Files.exists(built())) {
            return;
        }
        if (!Files.exists(zip)) {
            throw new IllegalStateException(
                    "%s is missing; run deploy/local/up --keycloak, which fetches it".formatted(zip));
        }
        try (var entries = new ZipInputStream(Files.newInputStream(zip))) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                // Within the one folder that the archive has.
                var target = home.resolve(entry.getName().replaceFirst("^[^/]+/", ""))
                        .normalize();
                if (!target.startsWith(home)) {
                    throw new IOException("%s leads out of its folder".formatted(entry.getName()));
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(entries, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
            build.run();
            Files.createFile(built());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path built() {
        return home.resolve("built");
    }

    /**
     * What the realm is made of at the next start.
     *
     * @param console whose people may log in
     */
    void writeRealm(URI console) {
        try (var realm = KeycloakFolder.class.getResourceAsStream("realm.json")) {
            var text = new String(realm.readAllBytes(), StandardCharsets.UTF_8);
            DataFolder.writePrivate(
                    home.resolve("data/import/dealflow-realm.json"),
                    text.replace("${password}", password()).replace("${console}", console.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells other processes where the realm is, for as long as this file is there. */
    void writeAddress(String issuer) {
        try {
            Files.writeString(issuer(), issuer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void removeAddress() {
        try {
            Files.deleteIfExists(issuer());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How to get a token, while Keycloak signs them. */
    public Optional<KeycloakLogin> login() {
        try {
            return Files.exists(issuer())
                    ? Optional.of(new KeycloakLogin(Files.readString(issuer()), password()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path issuer() {
        return home.resolve("issuer");
    }

    /** Of the administrator and of everybody in the realm; made on first use. */
    String password() {
        return DataFolder.secret(home.resolve("password"));
    }
}
