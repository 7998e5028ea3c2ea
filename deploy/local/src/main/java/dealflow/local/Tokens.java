package dealflow.local;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Signs access tokens with a key pair of its own, as an OIDC provider would. */
public final class Tokens {

    public static final String ISSUER = "https://dealflow.local";
    public static final String AUDIENCE = "dealflow";

    private final KeyPair keys;

    public Tokens(KeyPair keys) {
        this.keys = keys;
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

    /** The public key as the services take it: base64 of its X.509 encoding. */
    public String publicKey() {
        return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }

    /**
     * A signed token.
     *
     * @param lifetime how long it is valid from now; negative for one that has already expired
     */
    public String token(String name, List<String> roles, List<String> teams, Duration lifetime) {
        var claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setSubject(name);
        claims.setStringClaim("upn", name);
        claims.setStringListClaim("groups", roles);
        claims.setStringListClaim("teams", teams);
        claims.setIssuedAt(
                NumericDate.fromSeconds(System.currentTimeMillis() / 1000 + Math.min(0, lifetime.toSeconds() * 2)));
        claims.setExpirationTime(NumericDate.fromSeconds(System.currentTimeMillis() / 1000 + lifetime.toSeconds()));
        claims.setGeneratedJwtId();
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(keys.getPrivate());
        signature.setKeyIdHeaderValue("dealflow-local");
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
