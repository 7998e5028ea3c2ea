package dealflow.local.server;

import dealflow.local.folder.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate for 127.0.0.1 that its own clients trust, and nobody else; made by the JDK's keytool on first use. */
public final class Certificates {

    /** The certificate's subject: who the broker is to its own controller. */
    static final String NAME = "CN=Dealflow local";

    private static final String ALIAS = "server";

    private final Path directory;
    private final String password;

    private Certificates(Path directory, String password) {
        this.directory = directory;
        this.password = password;
    }

    public static Certificates in(DataFolder folder) {
        var certificates = new Certificates(folder.path().resolve("tls"), folder.password());
        if (!Files.exists(certificates.certificate())) {
            certificates.make();
        }
        return certificates;
    }

    /** PKCS#12, behind {@link #password()}. */
    Path keyStore() {
        return directory.resolve("server.p12");
    }

    /** The private key in PEM, readable by its owner alone, as PostgreSQL demands. */
    Path key() {
        return directory.resolve("server.key");
    }

    /** What clients trust, in PEM. */
    Path certificate() {
        return directory.resolve("server.crt");
    }

    String password() {
        return password;
    }

    private void make() {
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(keyStore());
            // Of an elliptic curve: each connection is signed with it, for which an RSA key takes much longer.
            keytool("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", NAME, "-validity", "3650");
            var store = KeyStore.getInstance(keyStore().toFile(), password.toCharArray());
            DataFolder.writePrivate(
                    key(),
                    pem(
                            "PRIVATE KEY",
                            store.getKey(ALIAS, password.toCharArray()).getEncoded()));
            Files.writeString(
                    certificate(),
                    pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No certificate could be made: " + e.getMessage(), e);
        }
    }

    private void keytool(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", ALIAS, "-ext", "san=ip:127.0.0.1,dns:localhost"));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", keyStore().toString()));
        // Not on the command line, where every user of the machine can read it.
        command.addAll(List.of("-storepass:env", "STORE_PASSWORD"));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("STORE_PASSWORD", password);
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes());
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("keytool failed: " + said);
        }
    }

    private static String pem(String what, byte[] encoded) {
        return "-----BEGIN %s-----%n%s%n-----END %1$s-----%n"
                .formatted(what, Base64.getMimeEncoder().encodeToString(encoded));
    }
}
