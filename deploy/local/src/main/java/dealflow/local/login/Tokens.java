package dealflow.local.login;

import dealflow.local.folder.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Signs access tokens with a key pair of its own, as an OIDC provider would. */
public final class Tokens implements IdentityProvider {

    public static final String ISSUER = "https://dealflow.local";
    public static final String AUDIENCE = "dealflow";

    /** What a service account is given unless a test says otherwise. */
    static final String SCOPES = "deals:read deals:write imports:write events:read webhooks:write statistics:read";

    private final KeyPair keys;
    private final String keyId;

    public Tokens(KeyPair keys) {
        this.keys = keys;
        // Not a secret, and another one for another key.
        this.keyId = Integer.toHexString(keys.getPublic().hashCode());
    }

    public static Tokens withNewKey() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new Tokens(generator.generateKeyPair());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With the key kept in a data folder, readable by its owner alone; made on first use. */
    public static Tokens of(DataFolder folder) {
        return in(folder.path());
    }

    /** The same for a folder that another process has. */
    public static Tokens in(Path folder) {
        var file = keyFile(folder);
        try {
            if (!Files.exists(file)) {
                var tokens = withNewKey();
                var encoded = tokens.keys.getPrivate().getEncoded();
                DataFolder.writePrivate(file, Base64.getMimeEncoder().encodeToString(encoded));
                return tokens;
            }
            var factory = KeyFactory.getInstance("RSA");
            var encoded = Base64.getMimeDecoder().decode(Files.readString(file));
            var secret = (RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(encoded));
            var open = factory.generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent()));
            return new Tokens(new KeyPair(open, secret));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("%s holds no key; remove it to have a new one made".formatted(file), e);
        }
    }

    public static Path keyFile(Path folder) {
        return folder.resolve("token-signing.key");
    }

    /** The public key as the services take it: base64 of its X.509 encoding. */
    public String publicKey() {
        return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("QUARKUS_OIDC_PUBLIC_KEY", publicKey());
    }

    @Override
    public String token(Role role) {
        return token(role.label(), List.of(role.claim()), List.of(), Duration.ofHours(12));
    }

    /**
     * A signed token.
     *
     * @param lifetime how long it is valid from now; negative for one that has already expired
     */
    public String token(String name, List<String> roles, List<String> teams, Duration lifetime) {
        return signed(claims(name, roles, teams, lifetime), AlgorithmIdentifiers.RSA_USING_SHA256);
    }

    /** The claims of such a token, for a test that changes some of them. */
    public static JwtClaims claims(String name, List<String> roles, List<String> teams, Duration lifetime) {
        var claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setSubject(name);
        claims.setStringClaim("upn", name);
        claims.setStringListClaim("groups", roles);
        claims.setStringListClaim("teams", teams);
        if (roles.contains(Role.INTEGRATOR.claim())) {
            claims.setStringClaim("scope", SCOPES);
        }
        claims.setIssuedAt(
                NumericDate.fromSeconds(System.currentTimeMillis() / 1000 + Math.min(0, lifetime.toSeconds() * 2)));
        claims.setExpirationTime(NumericDate.fromSeconds(System.currentTimeMillis() / 1000 + lifetime.toSeconds()));
        claims.setGeneratedJwtId();
        return claims;
    }

    /** Signs whatever it is given; the algorithm {@code none} leaves the signature out. */
    public String signed(JwtClaims claims, String algorithm) {
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        if (!algorithm.equals(AlgorithmIdentifiers.NONE)) {
            signature.setKey(keys.getPrivate());
            signature.setKeyIdHeaderValue(keyId);
        }
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public key as an OIDC provider publishes it. */
    public Map<String, Object> jwk() {
        try {
            var key = PublicJsonWebKey.Factory.newPublicJwk(keys.getPublic());
            key.setKeyId(keyId);
            key.setUse("sig");
            return key.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
